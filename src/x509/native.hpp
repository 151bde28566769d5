#pragma once

#include "base/bytes.hpp"

#include <memory>

// OpenSSL's own names, so that its headers stay in the sources.
typedef struct x509_st X509;

/// What the sources of this module share: OpenSSL's certificate and its owner.
namespace certwright::x509 {

struct CertificateRelease {
    void operator()(X509* certificate) const noexcept;
};
using Native = std::unique_ptr<X509, CertificateRelease>;

/// Far beyond any certificate in use: ACM takes 32 KiB, IAM 16 KiB.
inline constexpr std::size_t max_der_size = 256 * 1024;

/// Decodes one certificate with nothing behind it. Throws Fault::invalid with OpenSSL's reason.
Native decode(BytesView der);

}  // namespace certwright::x509
