#include "sandbox/pca/signing_algorithm.hpp"

#include <utility>

namespace certwright::sandbox::pca {
namespace {

using x509::SignatureHash;

constexpr std::pair<std::string_view, SigningAlgorithm> signing_algorithms[] = {
    {"SHA256WITHRSA", {SignatureHash::sha256, KeyFamily::rsa}},
    {"SHA384WITHRSA", {SignatureHash::sha384, KeyFamily::rsa}},
    {"SHA512WITHRSA", {SignatureHash::sha512, KeyFamily::rsa}},
    {"SHA256WITHECDSA", {SignatureHash::sha256, KeyFamily::elliptic}},
    {"SHA384WITHECDSA", {SignatureHash::sha384, KeyFamily::elliptic}},
    {"SHA512WITHECDSA", {SignatureHash::sha512, KeyFamily::elliptic}},
};

}  // namespace

std::optional<SigningAlgorithm> find_signing_algorithm(std::string_view name) {
    for (const auto& [known, algorithm] : signing_algorithms) {
        if (known == name) return algorithm;
    }
    return std::nullopt;
}

std::optional<KeyFamily> key_family(std::string_view key_algorithm) {
    if (key_algorithm.starts_with("RSA")) return KeyFamily::rsa;
    if (key_algorithm.starts_with("EC_")) return KeyFamily::elliptic;
    return std::nullopt;
}

}  // namespace certwright::sandbox::pca
