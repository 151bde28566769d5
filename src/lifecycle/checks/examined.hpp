#pragma once

#include "lifecycle/deployment/content.hpp"

#include <vector>

namespace certwright::lifecycle {

/// A certificate with its chain as the checks look at it; a value without secrets.
struct Examined {
    Content content;  ///< as a deployment would send it
    std::vector<x509::Certificate> issuers;
    bool reaches_root = false;  ///< the chain, or the certificate alone, ends in a self-signed one

    const x509::Certificate& leaf() const { return content.leaf; }
};

/// `issuers` as they are kept; `has_key`: the repository holds the private key. Throws Fault::invalid when a
/// certificate cannot be read.
Examined examine(BytesView leaf, const std::vector<Bytes>& issuers, bool has_key);

}  // namespace certwright::lifecycle
