#pragma once

#include "base/bytes.hpp"
#include "crypto/key_pair.hpp"

#include <string>
#include <vector>

namespace certwright::x509 {

/// What a file to be written holds.
struct Content {
    Bytes leaf;
    std::vector<Bytes> issuers;            ///< as Chain::issuers
    const crypto::KeyPair* key = nullptr;  ///< nothing: certificates only
    std::string alias;                     ///< the friendly name or alias, in UTF-8
};

/// Throws Fault::invalid when one of them is no certificate or the key is none of the leaf's.
void check(const Content& content);

}  // namespace certwright::x509
