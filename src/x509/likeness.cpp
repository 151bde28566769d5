#include "x509/likeness.hpp"

#include "crypto/der.hpp"
#include "x509/extensions.hpp"
#include "x509/native.hpp"

#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace certwright::x509 {
namespace {

/// Subject and authority key identifier, the poison and the timestamps of Certificate Transparency (RFC 6962
/// section 3): true of one certificate only.
constexpr std::array<std::string_view, 4> of_one_certificate{
    "2.5.29.14", "2.5.29.35", "1.3.6.1.4.1.11129.2.4.3", "1.3.6.1.4.1.11129.2.4.2"};

}  // namespace

RequestTemplate request_like(BytesView certificate) {
    const Native native = decode(certificate);
    const ExtensionList* extensions = X509_get0_extensions(native.get());
    return {.subject = name_parts(X509_get_subject_name(native.get())),
            .names = subject_alternative_names(extensions),
            .key_usages = key_usages(extensions),
            .extended_key_usages = extended_key_usages(extensions),
            .basic_constraints = basic_constraints(extensions),
            .extensions = {}};
}

CertificateTemplate successor_of(BytesView certificate, SuccessorKey key) {
    const Native native = decode(certificate);
    CertificateTemplate described;
    described.subject_der = crypto::encode_der<i2d_X509_NAME>(X509_get_subject_name(native.get()));
    if (key == SuccessorKey::same)
        described.subject_key_id = from_hex(key_identifiers(X509_get0_extensions(native.get())).subject);
    described.extensions = raw_extensions(X509_get0_extensions(native.get()));
    std::erase_if(described.extensions, [](const RawExtension& extension) {
        return std::ranges::find(of_one_certificate, extension.oid) != of_one_certificate.end();
    });
    return described;
}

}  // namespace certwright::x509
