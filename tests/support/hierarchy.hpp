#pragma once

#include "support/authority.hpp"

#include <string>
#include <vector>

/// Authorities below each other and a certificate of the lowest, each of which says where its issuer is
/// published. Link certwright_x509 to use it.
namespace certwright::test {

struct Hierarchy {
    /// With so many authorities between root and leaf; the one of number i is published at `url`/i, the root
    /// as 0.
    explicit Hierarchy(std::size_t between = 1, std::string url = "http://ca.example.com") {
        const crypto::KeyPair* key = &root.key;
        authorities.push_back(root.certificate);
        keys.reserve(between);
        for (std::size_t i = 0; i < between; ++i) {
            auto described = authority_template("Issuing " + std::to_string(i + 1));
            described.ca_issuer_urls = {url + "/" + std::to_string(i)};
            crypto::KeyPair own = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
            authorities.push_back(
                x509::sign_certificate(described, own.public_key_der(), {authorities.back(), *key}));
            key = &keys.emplace_back(std::move(own));
        }
        auto described = server_template("shop.example.com");
        described.ca_issuer_urls = {url + "/" + std::to_string(between)};
        leaf = x509::sign_certificate(described, leaf_key.public_key_der(), {authorities.back(), *key});
    }

    /// The leaf's issuer first.
    std::vector<Bytes> chain() const { return {authorities.rbegin(), authorities.rend()}; }

    Authority root;
    std::vector<crypto::KeyPair> keys;  ///< of the authorities between
    crypto::KeyPair leaf_key = crypto::KeyPair::generate(crypto::KeyAlgorithm::ec_prime256v1);
    std::vector<Bytes> authorities;  ///< the root first
    Bytes leaf;
};

}  // namespace certwright::test
