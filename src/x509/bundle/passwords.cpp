#include "x509/bundle/passwords.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "crypto/key_limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_passwords = 32;
/// Beside the hashing: taking a megabyte apart with the wrong key.
constexpr std::int64_t least_cost = 100;

void check(const std::vector<Secret>& given) {
    if (given.size() > max_passwords)
        throw Error{Fault::invalid,
                    fmt::format("cannot try {} passwords: the limit is {}", given.size(), max_passwords)};
    for (const Secret& password : given)
        if (password.size() > crypto::max_key_password)
            throw Error{Fault::invalid, fmt::format("cannot try a password of {} bytes: the limit is {}",
                                                    password.size(), crypto::max_key_password)};
}

/// Programs with OpenSSL before 1.1.0 took each byte of a password in UTF-8 for a character.
std::optional<Secret> as_misread(std::string_view password) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::ranges::all_of(password, is_ascii) || !is_utf8(password)) return std::nullopt;
    std::string misread;
    misread.reserve(2 * password.size());
    for (const char c : password) {
        const auto byte = static_cast<unsigned char>(c);
        if (!is_ascii(c)) misread += static_cast<char>(0xC0 | byte >> 6);
        misread += static_cast<char>(is_ascii(c) ? byte : 0x80 | (byte & 0x3F));
    }
    return Secret{std::move(misread)};
}

}  // namespace

Passwords::Passwords(const std::vector<Secret>& given, std::int64_t work)
    : given_(given.size()), left_(work) {
    check(given);
    for (const Secret& password : given) candidates_.emplace_back(password.clone());
    candidates_.emplace_back(std::nullopt);
    candidates_.emplace_back(Secret{});
    for (const Secret& password : given)
        if (auto misread = as_misread(password.reveal())) candidates_.push_back(std::move(misread));
}

Passwords::Candidate Passwords::view(std::size_t index) const {
    const auto& candidate = candidates_[index];
    return candidate ? Candidate{candidate->reveal()} : std::nullopt;
}

void Passwords::spend(std::int64_t iterations) {
    left_ -= std::max(iterations, least_cost);
    if (left_ < 0)
        throw Error{Fault::invalid, "trying the passwords on all that is encrypted in it takes too long",
                    "give fewer passwords, or a file of fewer keys"};
}

void Passwords::prefer(std::size_t index) {
    const auto found = candidates_.begin() + static_cast<std::ptrdiff_t>(index);
    std::rotate(candidates_.begin(), found, found + 1);
}

std::string Passwords::refusal() const {
    if (given_ == 0) return "it is encrypted and no password was given";
    if (given_ == 1) return "the password does not open it";
    return fmt::format("none of the {} passwords opens it", given_);
}

std::string Passwords::hint(std::string_view sealed) const {
    if (given_ == 0) return fmt::format("give the password of {} (--password-file)", sealed);
    return fmt::format("give the password of {0}; if it is right, {0} is damaged", sealed);
}

}  // namespace certwright::x509
