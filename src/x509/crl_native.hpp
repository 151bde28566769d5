#pragma once

#include "base/bytes.hpp"

#include <memory>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct X509_crl_st X509_CRL;

/// OpenSSL's revocation list and its owner.
namespace certwright::x509 {

struct CrlRelease {
    void operator()(X509_CRL* crl) const noexcept;
};
using NativeCrl = std::unique_ptr<X509_CRL, CrlRelease>;

/// Decodes one list with nothing behind it. Throws Fault::invalid with OpenSSL's reason.
NativeCrl decode_crl(BytesView der);

}  // namespace certwright::x509
