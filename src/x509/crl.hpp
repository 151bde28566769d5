#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "x509/issuer.hpp"
#include "x509/revocation_reason.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Certificate revocation lists (RFC 5280 section 5), complete ones of their issuer's certificates.
namespace certwright::x509 {

/// In bytes: some 150 000 certificates; clients fetch the list whole.
inline constexpr std::size_t max_crl_size = 8 * 1024 * 1024;

struct RevokedCertificate {
    std::string serial;                                       ///< as Certificate::serial
    Time revoked_at;                                          ///< whole seconds
    RevocationReason reason = RevocationReason::unspecified;  ///< also when none is written (section 5.3.1)

    bool operator==(const RevokedCertificate&) const = default;
};

struct CrlTemplate {
    Time this_update, next_update;
    std::uint64_t number = 0;  ///< grows with each list (section 5.2.3)
    std::vector<RevokedCertificate> revoked;
};

/// What a revocation list says. A plain value.
struct Crl {
    std::string issuer;            ///< RFC 4514
    std::string authority_key_id;  ///< lower-case hex; empty when absent
    Time this_update;
    std::optional<Time> next_update;
    std::string number;  ///< hex pairs as of serials, since it may have 20 octets; empty when absent
    std::string signature_algorithm;
    std::vector<RevokedCertificate> revoked;  ///< in the order of the list
};

/// A version 2 list in DER. Throws Fault::invalid for a key that is not that of the issuer's certificate,
/// times and serials that cannot be written, a serial that is there twice, REMOVE_FROM_CRL (which delta
/// lists have), and a list beyond max_crl_size.
Bytes sign_crl(const CrlTemplate& described, const Issuer& issuer);

/// Reads one list, PEM ("X509 CRL") or DER. Its signature is not looked at. Throws Fault::invalid.
Crl parse_crl(BytesView pem_or_der);

/// Whether `issuer`'s key made the signature of that list in DER, and their names agree.
bool is_crl_issued_by(BytesView crl, BytesView issuer_certificate);

/// "-----BEGIN X509 CRL-----"
std::string crl_to_pem(BytesView der);

}  // namespace certwright::x509
