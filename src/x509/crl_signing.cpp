#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "x509/calendar.hpp"
#include "x509/crl.hpp"
#include "x509/crl_native.hpp"
#include "x509/extension_set.hpp"
#include "x509/serial.hpp"

#include <fmt/format.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <string>
#include <unordered_set>

namespace certwright::x509 {
namespace {

using NativeTime = Handle<ASN1_TIME, ASN1_TIME_free>;

NativeTime native_time(Time time) {
    NativeTime native{ASN1_TIME_new()};
    crypto::require(native != nullptr, "make a time");
    set_time(native.get(), time);
    return native;
}

/// RFC 5280 section 5.3.1 wants no reason written where there is none to tell.
void add_reason(X509_REVOKED* entry, RevocationReason reason) {
    if (reason == RevocationReason::unspecified) return;
    if (reason == RevocationReason::remove_from_crl)
        throw Error{Fault::invalid, "cannot write REMOVE_FROM_CRL in a complete revocation list",
                    "leave the certificate out instead"};
    const Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> code{ASN1_ENUMERATED_new()};
    crypto::require(code && ASN1_ENUMERATED_set(code.get(), static_cast<long>(reason)) == 1 &&
                        X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, code.get(), 0, 0) == 1,
                    "write a revocation reason");
}

void add_entry(X509_CRL* crl, const RevokedCertificate& revoked, ASN1_INTEGER* serial) {
    Handle<X509_REVOKED, X509_REVOKED_free> entry{X509_REVOKED_new()};
    const NativeTime time = native_time(revoked.revoked_at);
    crypto::require(entry && X509_REVOKED_set_serialNumber(entry.get(), serial) == 1 &&
                        X509_REVOKED_set_revocationDate(entry.get(), time.get()) == 1,
                    "write a revoked certificate");
    add_reason(entry.get(), revoked.reason);
    crypto::require(X509_CRL_add0_revoked(crl, entry.get()) == 1, "list a revoked certificate");
    (void)entry.release();  // the list owns it
}

void add_entries(X509_CRL* crl, const std::vector<RevokedCertificate>& revoked) {
    std::unordered_set<std::string> serials;
    for (const RevokedCertificate& certificate : revoked) {
        const NativeSerial serial = parse_serial(certificate.serial);
        if (!serials.insert(serial_text(serial.get())).second)
            throw Error{Fault::invalid,
                        fmt::format("the serial number {} is revoked twice", certificate.serial),
                        "name each certificate once"};
        add_entry(crl, certificate, serial.get());
    }
}

void set_updates(X509_CRL* crl, const CrlTemplate& described) {
    crypto::require(X509_CRL_set1_lastUpdate(crl, native_time(described.this_update).get()) == 1 &&
                        X509_CRL_set1_nextUpdate(crl, native_time(described.next_update).get()) == 1,
                    "write times of a revocation list");
    if (described.next_update < described.this_update)
        throw Error{
            Fault::invalid,
            fmt::format("cannot sign a revocation list whose next update, {}, is before {}",
                        format_rfc3339(described.next_update), format_rfc3339(described.this_update))};
}

void add_extensions(X509_CRL* crl, BytesView key_id, std::uint64_t number) {
    ExtensionSet set;
    set.add_authority_key_id(key_id);
    set.add_crl_number(number);
    for (int i = 0; i < X509v3_get_ext_count(set.native()); ++i)
        crypto::require(X509_CRL_add_ext(crl, X509v3_get_ext(set.native(), i), -1) == 1,
                        "write an extension");
}

}  // namespace

Bytes sign_crl(const CrlTemplate& described, const Issuer& issuer) {
    const Native issuing = issuer_certificate(issuer);
    const NativeCrl crl{X509_CRL_new()};
    crypto::require(crl && X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2) == 1 &&
                        X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(issuing.get())) == 1,
                    "make a revocation list");
    set_updates(crl.get(), described);
    add_entries(crl.get(), described.revoked);
    add_extensions(crl.get(), issuer_key_id(issuing.get()), described.number);
    crypto::require(
        X509_CRL_sign(crl.get(), issuer.key.native(), signature_digest(issuer.key, issuer.hash)) > 0,
        "sign a revocation list");
    Bytes der = crypto::encode_der<i2d_X509_CRL>(crl.get());
    if (der.size() > max_crl_size)
        throw Error{Fault::invalid, fmt::format("cannot sign a revocation list of {} bytes: the limit is {}",
                                                der.size(), max_crl_size)};
    return der;
}

}  // namespace certwright::x509
