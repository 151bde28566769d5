#pragma once

#include "x509/signature.hpp"

#include <optional>
#include <string_view>

namespace certwright::sandbox::pca {

enum class KeyFamily { rsa, elliptic };

/// "SHA256WITHRSA", "SHA384WITHECDSA"
struct SigningAlgorithm {
    x509::SignatureHash hash;
    KeyFamily family;
};

/// nullopt for what the sandbox's cryptography does not make: RSA with PSS, SM2, ML-DSA.
std::optional<SigningAlgorithm> find_signing_algorithm(std::string_view name);
/// Of "RSA_2048", "EC_prime256v1"; nullopt for SM2 and ML-DSA.
std::optional<KeyFamily> key_family(std::string_view key_algorithm);

}  // namespace certwright::sandbox::pca
