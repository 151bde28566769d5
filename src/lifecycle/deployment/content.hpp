#pragma once

#include "base/bytes.hpp"
#include "crypto/key_pair.hpp"
#include "lifecycle/deployment/revocation.hpp"
#include "x509/certificate.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// What a deployment sends to AWS, as far as AWS's rules look at it: a version with its chain and its key.
/// A value without secrets, so that rules are functions of it.
struct Content {
    x509::Certificate leaf;
    std::vector<std::string> names;    ///< as Facts::names
    std::vector<std::string> issuers;  ///< SHA-256 of the chain in the order in which it is sent
    std::size_t certificate_size = 0, chain_size = 0, key_size = 0;  ///< of the PEM texts, in bytes
    std::string key_spki_sha256;  ///< of the private key; empty when the repository does not hold it
    bool chain_has_leaf = false;
    std::optional<std::size_t>
        chain_break;  ///< the first of the chain, from 0, that did not certify the one before
    std::optional<Revocation> revocation;  ///< where it was signed here
};

/// `issuers` in the order in which they are sent; `key` is null when the repository does not hold it. Throws
/// Fault::invalid when a certificate cannot be read.
Content content_of(BytesView leaf, const std::vector<Bytes>& issuers, const crypto::KeyPair* key);

}  // namespace certwright::lifecycle
