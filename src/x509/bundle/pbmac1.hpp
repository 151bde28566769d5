#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <string_view>

// OpenSSL's own names, so that its headers stay in the sources.
typedef struct X509_algor_st X509_ALGOR;
typedef struct asn1_string_st ASN1_OCTET_STRING;

namespace certwright::x509 {

/// Whether that is PBMAC1 (RFC 8018 section 7.1), which OpenSSL knows since 3.4 only.
bool is_pbmac1(const X509_ALGOR* algorithm);

/// What the MAC of a PKCS#12 file is over: the octets of its authSafe. Throws Fault::invalid for what is not
/// DER, which whoever writes PBMAC1 writes.
BytesView pkcs12_content(BytesView der);

/// The MAC of a PKCS#12 file by PBMAC1 with PBKDF2 and HMAC (RFC 9579).
class Pbmac1 {
  public:
    /// Keeps views of what it is given. Throws Fault::invalid for algorithms that are not supported and for
    /// too many iterations.
    Pbmac1(const X509_ALGOR* algorithm, const ASN1_OCTET_STRING* value, BytesView content);

    /// In iterations of PBKDF2.
    std::int64_t cost() const noexcept { return iterations_; }
    bool verifies(std::string_view password) const;

  private:
    BytesView value_, content_;
    Bytes salt_;
    std::int64_t iterations_ = 0;
    std::size_t key_size_ = 0;
    int prf_ = 0;   ///< NID of the digest of PBKDF2
    int hmac_ = 0;  ///< NID of the digest of the MAC itself
};

}  // namespace certwright::x509
