#include "sandbox/pca/import_authority_certificate.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/key_pair.hpp"
#include "sandbox/pca/life.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/wire/service_error.hpp"
#include "x509/certificate.hpp"
#include "x509/chain.hpp"
#include "x509/public_key.hpp"
#include "x509/request.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox::pca {
namespace {

[[noreturn]] void refuse_malformed(std::string message) {
    throw ServiceError{"MalformedCertificateException", std::move(message)};
}

[[noreturn]] void refuse_mismatch(std::string message) {
    throw ServiceError{"CertificateMismatchException", std::move(message)};
}

std::string blob(const json::object& input, std::string_view member) {
    return json::text(input, member).value_or("");
}

std::vector<Bytes> read_pem(const std::string& pem, const std::string& what) {
    try {
        auto ders = x509::pem_to_ders(pem);
        for (const auto& der : ders) (void)x509::parse_der(der);
        return ders;
    } catch (const Error& wrong) {
        refuse_malformed("The " + what + " could not be parsed: " + wrong.message());
    }
}

/// "ImportCertificateAuthorityCertificate", "Enforcement of constraints": an authority, marked so critically.
void check_certificate(const x509::Certificate& certificate, Time now) {
    if (!certificate.is_ca) refuse_malformed("The certificate is not that of a certificate authority.");
    const bool critical =
        std::any_of(certificate.extensions.begin(), certificate.extensions.end(),
                    [](const auto& each) { return each.oid == "2.5.29.19" && each.critical; });
    if (!critical) refuse_malformed("The basic constraints extension must be marked critical.");
    const auto& usages = certificate.key_usages;
    if (!usages.empty() && std::find(usages.begin(), usages.end(), "CERTIFICATE_SIGNING") == usages.end())
        refuse_malformed("The key usage of the certificate does not allow it to sign certificates.");
    if (certificate.not_after <= now) refuse_malformed("The certificate has expired.");
}

void check_match(const Authority& authority, BytesView der, const x509::Certificate& certificate) {
    const auto request = x509::parse_request(as_bytes(authority.csr_pem));
    if (!x509::matches(crypto::KeyPair::from_pem(authority.private_key_pem), der))
        refuse_mismatch("The public key of the certificate is not that of the certificate signing request.");
    if (certificate.subject != request.subject)
        refuse_mismatch("The subject of the certificate is not that of the certificate signing request.");
}

/// Each certifies the one before it, and the last itself.
void check_chain(BytesView der, const std::vector<Bytes>& chain) {
    BytesView below = der;
    for (const auto& each : chain) {
        if (!x509::is_issued_by(below, each))
            refuse_mismatch("The certificate chain does not lead from the certificate to its root.");
        below = each;
    }
    if (!x509::parse_der(below).is_self_signed)
        refuse_mismatch("The certificate chain does not end with a self-signed root certificate.");
}

/// A root has no chain, a subordinate one must have.
std::vector<Bytes> read_chain(const Authority& authority, const std::string& pem) {
    if (authority.is_root()) {
        if (pem.empty()) return {};
        throw ServiceError{"InvalidRequestException",
                           "A root certificate authority has no certificate chain."};
    }
    if (pem.empty()) {
        throw ServiceError{"InvalidRequestException",
                           "A subordinate certificate authority needs a certificate chain."};
    }
    return read_pem(pem, "certificate chain");
}

std::string pem_of(const std::vector<Bytes>& ders) {
    std::string pem;
    for (const auto& der : ders) pem += x509::der_to_pem(der);
    return pem;
}

}  // namespace

json::object import_certificate_authority_certificate(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    require_state(authority, {"PENDING_CERTIFICATE", "ACTIVE", "DISABLED", "EXPIRED"},
                  "import a certificate");
    const auto ders = read_pem(blob(input, "Certificate"), "certificate");
    if (ders.size() != 1) refuse_malformed("The certificate field contains more than one certificate.");
    const auto& der = ders.front();
    const auto certificate = x509::parse_der(der);
    check_match(authority, der, certificate);
    check_certificate(certificate, call.now);
    const auto chain = read_chain(authority, blob(input, "CertificateChain"));
    check_chain(der, chain);
    authority.certificate_pem = x509::der_to_pem(der);
    authority.chain_pem = pem_of(chain);
    authority.serial = certificate.serial;
    authority.not_before = certificate.not_before;
    authority.not_after = certificate.not_after;
    // A new certificate brings an expired authority back, and leaves a disabled one disabled.
    if (authority.status != "DISABLED") authority.status = "ACTIVE";
    authority.changed_at = call.now;
    begin(call.world, authority);
    return {};
}

}  // namespace certwright::sandbox::pca
