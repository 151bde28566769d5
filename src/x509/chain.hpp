#pragma once

#include "base/bytes.hpp"

#include <vector>

namespace certwright::x509 {

struct Chain {
    std::vector<Bytes> issuers;    ///< the leaf's issuer first, each certifying the one before it
    std::vector<Bytes> unrelated;  ///< what of the pool is not part of the chain, in its order
    bool reaches_root = false;     ///< the last certificate, maybe the leaf itself, is self-signed
};

/// Finds the chain of `leaf` in `pool`, in whatever order that is: an issuer has the name, the key
/// identifier and the key that the signature tells (RFC 5280 section 6.1; expiry does not matter
/// here). Of several, as with cross-signed or renewed CAs, the one that ends latest wins. Duplicates
/// and the leaf itself are allowed in the pool. Throws Fault::invalid when one cannot be parsed.
Chain order_chain(BytesView leaf, const std::vector<Bytes>& pool);

/// Whether `issuer`'s key made `certificate`'s signature and their names agree.
bool is_issued_by(BytesView certificate, BytesView issuer);

}  // namespace certwright::x509
