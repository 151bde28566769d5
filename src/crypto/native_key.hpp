#pragma once

#include <memory>
#include <string>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct evp_pkey_st EVP_PKEY;

/// OpenSSL's key, public or with its private part, and its owner.
namespace certwright::crypto {

struct KeyRelease {
    void operator()(EVP_PKEY* key) const noexcept;
};
using NativeKey = std::unique_ptr<EVP_PKEY, KeyRelease>;

/// ACM's spelling, for sizes and curves that ACM does not know too: "RSA_2048", "RSA_1536",
/// "EC_prime256v1"; other kinds by OpenSSL's name: "ED25519".
std::string algorithm_name(const EVP_PKEY* key);

}  // namespace certwright::crypto
