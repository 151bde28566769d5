#include "lifecycle/authority.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "inventory/pems.hpp"
#include "lifecycle/making/issuing_rules.hpp"
#include "x509/certificate.hpp"
#include "x509/chain.hpp"
#include "x509/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

Version version_with_key(store::Connection& connection, const Repository& repository,
                         const Certificate& certificate, const std::string& spki_sha256) {
    if (certificate.current.facts.spki_sha256 == spki_sha256) return certificate.current;
    for (Version& version : repository.versions(connection, certificate.id))
        if (version.facts.spki_sha256 == spki_sha256) return std::move(version);
    throw Error{Fault::not_found, fmt::format("{} has no version with the key {}",
                                              in_quotes(certificate.settings.name), spki_sha256)};
}

Validity common_validity(const std::vector<Bytes>& chain) {
    Validity common{Time::min(), Time::max()};
    for (const Bytes& der : chain) {
        const x509::Certificate certificate = x509::parse_der(der);
        common.not_before = std::max(common.not_before, certificate.not_before);
        common.not_after = std::min(common.not_after, certificate.not_after);
    }
    return common;
}

}  // namespace

Bytes kept_certificate(store::Connection& connection, const std::string& fingerprint_sha256) {
    const auto pem = inventory::find_pem(connection, fingerprint_sha256);
    if (!pem) throw Error{Fault::internal, "a certificate of the repository has lost its text"};
    return x509::pem_to_ders(*pem).front();
}

std::vector<Bytes> chain_of(store::Connection& connection, const Version& version) {
    std::vector<Bytes> chain{kept_certificate(connection, version.facts.fingerprint_sha256)};
    for (const std::string& issuer : version.issuers) chain.push_back(kept_certificate(connection, issuer));
    return chain;
}

Authority open_authority(store::Connection& connection, const Repository& repository, const PrivateKeys& keys,
                         const std::string& id_or_name, Time now, const std::string& spki_sha256) {
    Certificate certificate = repository.get(connection, id_or_name);
    Version version = spki_sha256.empty()
                          ? certificate.current
                          : version_with_key(connection, repository, certificate, spki_sha256);
    const std::string attempt = fmt::format("cannot sign with {}", in_quotes(certificate.settings.name));
    std::vector<Bytes> chain = chain_of(connection, version);
    refuse(why_not_authority(chain.front(), now), attempt);
    if (!version.has_key)
        refuse(Refusal{"no_private_key", "the repository does not hold its private key",
                       "`certwright cert import` brings the key in"},
               attempt);
    crypto::KeyPair key = keys.open(connection, version.facts.spki_sha256);
    const bool reaches_root = version.reaches_root || version.facts.is_self_signed;
    const Validity validity = common_validity(chain);
    return {std::move(certificate), std::move(version), std::move(key),
            std::move(chain),       reaches_root,       validity};
}

// The index has so much of a subject: 0017_issuers.sql.
constexpr std::string_view select_named = R"(
    SELECT certificate, fingerprint_sha256 FROM certificate_versions
    WHERE is_ca AND substr(subject, 1, 200) = substr($1, 1, 200) AND subject = $1
    ORDER BY CASE WHEN is_current THEN 0 ELSE 1 END, created_at DESC, id DESC)";

std::vector<CertificateId> authorities_of(store::Connection& connection, BytesView certificate) {
    struct Named {
        CertificateId id;
        std::string fingerprint_sha256;
    };
    const auto all =
        connection.list(select_named, {x509::parse_der(certificate).issuer}, [](const store::Row& row) {
            return Named{row.id<CertificateId>(0), row.text(1)};
        });
    std::vector<CertificateId> found;
    for (const Named& named : all)
        if (std::ranges::find(found, named.id) == found.end() &&
            x509::is_issued_by(certificate, kept_certificate(connection, named.fingerprint_sha256)))
            found.push_back(named.id);
    return found;
}

Bytes sign_with(const Authority& authority, const x509::CertificateTemplate& described,
                BytesView subject_public_key_der, const std::string& attempt) {
    Bytes made =
        x509::sign_certificate(described, subject_public_key_der,
                               {authority.chain.front(), authority.key, x509::usual_hash(authority.key)});
    refuse(why_not_issued(made, authority.chain), attempt);
    return made;
}

}  // namespace certwright::lifecycle
