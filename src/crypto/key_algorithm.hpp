#pragma once

#include <optional>
#include <string_view>

namespace certwright::crypto {

/// The kinds of keys that Certwright makes: those that ACM knows, and Ed25519.
enum class KeyAlgorithm {
    rsa_1024,  ///< broken by whoever spends enough; ACM still imports it
    rsa_2048,
    rsa_3072,
    rsa_4096,
    ec_prime256v1,  ///< P-256
    ec_secp384r1,   ///< P-384
    ec_secp521r1,   ///< P-521
    ed25519,        ///< RFC 8032; unknown to ACM
};

/// ACM's spelling: "RSA_2048", "EC_prime256v1"; and "ED25519".
std::string_view to_string(KeyAlgorithm algorithm);
/// Accepts any case, and hyphens for underscores: "EC_PRIME256V1", "RSA-2048" (as DescribeCertificate
/// writes it). Throws Fault::invalid, listing the algorithms.
KeyAlgorithm parse_key_algorithm(std::string_view text);
/// The same, with nothing for what it would refuse.
std::optional<KeyAlgorithm> find_key_algorithm(std::string_view text);

}  // namespace certwright::crypto
