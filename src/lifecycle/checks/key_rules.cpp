#include "base/utf8.hpp"
#include "lifecycle/checks/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

constexpr int least_good_rsa_bits = 2048;
constexpr int least_good_curve_bits = 224;

bool is_rsa(const x509::Certificate& certificate) {
    return !certificate.rsa_exponent.empty();
}

bool is_usual(const x509::Certificate& leaf) {
    constexpr std::array<std::string_view, 3> curves{"EC_prime256v1", "EC_secp384r1", "EC_secp521r1"};
    return is_rsa(leaf) || std::ranges::find(curves, leaf.key_algorithm) != curves.end();
}

/// Of a number in hexadecimal without leading zeros.
bool is_odd(std::string_view hex) {
    return std::string_view{"13579bdf"}.find(hex.back()) != std::string_view::npos;
}
bool is_below_65537(std::string_view hex) {
    return hex.size() < 5 || (hex.size() == 5 && hex < "10001");
}

void check_exponent(const x509::Certificate& leaf, Findings& found) {
    const std::string& exponent = leaf.rsa_exponent;
    constexpr std::string_view hint = "make a new key; everybody's exponent is 65537";
    if (exponent == "1" || !is_odd(exponent))
        found.push_back(
            {.id = "weak_exponent",
             .severity = Severity::error,
             .message = fmt::format("the public exponent 0x{} of its RSA key is {}", exponent,
                                    exponent == "1" ? "no encryption at all" : "even, and no key has that"),
             .hint = std::string{hint}});
    else if (is_below_65537(exponent))
        found.push_back(
            {.id = "weak_exponent",
             .severity = Severity::warning,
             .message = fmt::format("the public exponent 0x{} of its RSA key is below 65537", exponent),
             .hint = std::string{hint}});
}

}  // namespace

bool has_weak_key(const x509::Certificate& certificate) {
    if (is_rsa(certificate)) return certificate.key_bits < least_good_rsa_bits;
    if (certificate.key_algorithm.starts_with("EC_")) return certificate.key_bits < least_good_curve_bits;
    return certificate.key_algorithm.starts_with("DSA");
}

void check_key_strength(const x509::Certificate& leaf, Findings& found) {
    if (has_weak_key(leaf))
        found.push_back(
            {.id = "weak_key",
             .severity = Severity::error,
             .message = fmt::format("its key, {} of {} bits, is too weak", leaf.key_algorithm, leaf.key_bits),
             .hint = "make a new one: RSA of 2048 bits or more, or P-256"});
    else if (!is_usual(leaf))
        found.push_back(
            {.id = "unusual_key",
             .severity = Severity::warning,
             .message = fmt::format("browsers and public authorities do not take keys of the kind {}",
                                    in_quotes(leaf.key_algorithm)),
             .hint = "take RSA, P-256 or P-384 for what browsers connect to"});
    if (is_rsa(leaf)) check_exponent(leaf, found);
}

bool has_weak_signature(const x509::Certificate& certificate) {
    constexpr std::array<std::string_view, 6> broken{"SHA1", "MD5", "MD4", "MD2", "MD5-SHA1", "RIPEMD160"};
    return std::ranges::find(broken, certificate.signature_hash) != broken.end();
}

void check_signature(const x509::Certificate& leaf, Findings& found) {
    if (!has_weak_signature(leaf)) return;
    // Nobody relies on what a certificate says of itself, but some refuse to read it.
    found.push_back(
        {.id = "weak_signature",
         .severity = leaf.is_self_signed ? Severity::warning : Severity::error,
         .message = fmt::format("it is signed over {}, of which forgeries are known", leaf.signature_hash),
         .hint = "have it issued again over SHA-256"});
}

}  // namespace certwright::lifecycle
