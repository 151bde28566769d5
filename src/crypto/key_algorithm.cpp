#include "crypto/key_algorithm.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::crypto {
namespace {

constexpr std::array all_key_algorithms{
    KeyAlgorithm::rsa_1024,     KeyAlgorithm::rsa_2048,      KeyAlgorithm::rsa_3072,
    KeyAlgorithm::rsa_4096,     KeyAlgorithm::ec_prime256v1, KeyAlgorithm::ec_secp384r1,
    KeyAlgorithm::ec_secp521r1, KeyAlgorithm::ed25519,
};

char folded_for_algorithms(char c) {
    if (c == '-') return '_';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string_view to_string(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::rsa_1024:
            return "RSA_1024";
        case KeyAlgorithm::rsa_2048:
            return "RSA_2048";
        case KeyAlgorithm::rsa_3072:
            return "RSA_3072";
        case KeyAlgorithm::rsa_4096:
            return "RSA_4096";
        case KeyAlgorithm::ec_prime256v1:
            return "EC_prime256v1";
        case KeyAlgorithm::ec_secp384r1:
            return "EC_secp384r1";
        case KeyAlgorithm::ec_secp521r1:
            return "EC_secp521r1";
        case KeyAlgorithm::ed25519:
            return "ED25519";
    }
    throw Error{Fault::internal, "unknown key algorithm"};
}

std::optional<KeyAlgorithm> find_key_algorithm(std::string_view text) {
    for (const KeyAlgorithm algorithm : all_key_algorithms)
        if (std::ranges::equal(text, to_string(algorithm), {}, folded_for_algorithms, folded_for_algorithms))
            return algorithm;
    return std::nullopt;
}

KeyAlgorithm parse_key_algorithm(std::string_view text) {
    if (const auto algorithm = find_key_algorithm(text)) return *algorithm;
    throw Error{Fault::invalid, fmt::format("unknown key algorithm {}", in_quotes(text)),
                "use RSA_1024, RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1 or "
                "ED25519"};
}

}  // namespace certwright::crypto
