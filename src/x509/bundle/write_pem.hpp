#pragma once

#include "base/secret.hpp"
#include "x509/bundle/content.hpp"

namespace certwright::x509 {

enum class ChainExtent {
    leaf_only,
    without_root,  ///< what servers send: whoever trusts the root has it already
    issuers_only,  ///< for servers that take the chain as a file of its own
    whole,
};

/// CERTIFICATE blocks, the leaf first and each certified by the next (RFC 8446 section 4.4.2).
std::string write_pem(const Content& content, ChainExtent extent);

/// The same behind the private key (PKCS#8, not encrypted), in the one file that HAProxy and others want.
/// Throws Fault::invalid without a key.
Secret write_pem_with_key(const Content& content, ChainExtent extent);

}  // namespace certwright::x509
