#include "lifecycle/issued_certificates.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "inventory/pems.hpp"
#include "lifecycle/facts.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view issued_columns = R"(
    authority, authority_spki, serial, fingerprint_sha256, subject, names, not_after, created_by, created_at, revoked_at,
    reason)";

/// What is on hold could be taken off the list again, which nobody needs who can sign anew.
void check_reason(x509::RevocationReason reason) {
    using enum x509::RevocationReason;
    if (reason != certificate_hold && reason != remove_from_crl) return;
    throw Error{Fault::invalid, fmt::format("cannot revoke with the reason {}", to_string(reason)),
                "a revocation is for good; choose another reason, or leave it out"}
        .with_field("reason", "must be one that is for good");
}

IssuedCertificate read_issued(const store::Row& row) {
    IssuedCertificate issued;
    issued.authority = row.id<CertificateId>(0);
    issued.authority_spki = row.text(1);
    issued.serial = row.text(2);
    issued.fingerprint_sha256 = row.text(3);
    issued.subject = row.text(4);
    issued.names = json::parse_texts(row.text(5), "stored names");
    issued.not_after = row.time(6);
    issued.created_by = row.text(7);
    issued.created_at = row.time(8);
    issued.revoked_at = row.optional_time(9);
    if (const auto reason = row.optional_text(10)) issued.reason = x509::parse_revocation_reason(*reason);
    return issued;
}

}  // namespace

constexpr std::string_view insert_issued = R"(
    INSERT INTO issued_certificates (authority, authority_spki, serial, fingerprint_sha256, subject, names, not_after,
        created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))";

IssuedCertificate IssuedCertificates::add(store::Transaction& transaction, const Authority& authority,
                                          BytesView der, const inventory::Actor& actor) {
    inventory::keep_certificate(transaction, der);
    const Facts facts = facts_of(x509::parse_der(der));
    transaction->execute(insert_issued, {authority.certificate.id, authority.version.facts.spki_sha256,
                                         facts.serial, facts.fingerprint_sha256, facts.subject,
                                         boost::json::serialize(json::from_texts(facts.names)),
                                         facts.not_after, actor.name, clock_.now()});
    log_.append(transaction,
                {actor.name, "certificate.signed", authority.certificate.id.text(),
                 boost::json::serialize(json::object{{"name", authority.certificate.settings.name},
                                                     {"serial", facts.serial},
                                                     {"subject", facts.subject},
                                                     {"fingerprint_sha256", facts.fingerprint_sha256}}),
                 actor.request_id});
    return *find(transaction, facts.fingerprint_sha256);
}

std::optional<IssuedCertificate> IssuedCertificates::find(store::Connection& connection,
                                                          const std::string& fingerprint_sha256) const {
    static const std::string sql =
        fmt::format("SELECT {} FROM issued_certificates WHERE fingerprint_sha256 = $1", issued_columns);
    return connection.find(sql, {fingerprint_sha256}, read_issued);
}

constexpr std::string_view revoke_issued =
    "UPDATE issued_certificates SET revoked_at = $3, reason = $4 WHERE authority = $1 AND serial = $2";

IssuedCertificate IssuedCertificates::revoke(store::Transaction& transaction, const IssuedCertificate& issued,
                                             x509::RevocationReason reason, const inventory::Actor& actor) {
    check_reason(reason);
    if (issued.revoked_at)
        throw Error{Fault::conflict,
                    fmt::format("{} ({}) is revoked already, since {}", issued.serial,
                                in_quotes(issued.subject), format_rfc3339(*issued.revoked_at)),
                    "`certwright cert crl` has the list that names it"};
    transaction->execute(revoke_issued, {issued.authority, issued.serial, clock_.now(), to_string(reason)});
    log_.append(transaction,
                {actor.name, "certificate.revoked", issued.authority.text(),
                 boost::json::serialize(json::object{{"serial", issued.serial},
                                                     {"subject", issued.subject},
                                                     {"fingerprint_sha256", issued.fingerprint_sha256},
                                                     {"reason", to_string(reason)}}),
                 actor.request_id});
    return *find(transaction, issued.fingerprint_sha256);
}

std::optional<IssuedCertificate> IssuedCertificates::find(store::Connection& connection,
                                                          const CertificateId& authority,
                                                          const std::string& serial) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM issued_certificates WHERE authority = $1 AND serial = $2", issued_columns);
    return connection.find(sql, {authority, serial}, read_issued);
}

std::vector<IssuedCertificate> IssuedCertificates::list(store::Connection& connection,
                                                        const CertificateId& authority) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM issued_certificates WHERE authority = $1 ORDER BY created_at DESC, serial",
        issued_columns);
    return connection.list(sql, {authority}, read_issued);
}

}  // namespace certwright::lifecycle
