#include "lifecycle/issued_certificates.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "inventory/pems.hpp"
#include "lifecycle/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view issued_columns = R"(
    issuer, issuer_spki, serial, fingerprint_sha256, spki_sha256, subject, names, not_after, created_by, created_at,
    revoked_at, reason)";

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
    issued.issuer = {row.text(0), row.text(1)};
    issued.serial = row.text(2);
    issued.fingerprint_sha256 = row.text(3);
    issued.spki_sha256 = row.text(4);
    issued.subject = row.text(5);
    issued.names = json::parse_texts(row.text(6), "stored names");
    issued.not_after = row.time(7);
    issued.created_by = row.text(8);
    issued.created_at = row.time(9);
    issued.revoked_at = row.optional_time(10);
    if (const auto reason = row.optional_text(11)) issued.reason = x509::parse_revocation_reason(*reason);
    return issued;
}

}  // namespace

constexpr std::string_view select_revocation =
    "SELECT revoked_at, reason FROM issued_certificates WHERE fingerprint_sha256 = $1 AND revoked_at IS NOT "
    "NULL";

std::optional<Revocation> find_revocation(store::Connection& connection,
                                          const std::string& fingerprint_sha256) {
    return connection.find(select_revocation, {fingerprint_sha256}, [](const store::Row& row) {
        return Revocation{row.time(0), row.optional_text(1).value_or("UNSPECIFIED")};
    });
}

constexpr std::string_view insert_issued = R"(
    INSERT INTO issued_certificates (issuer, issuer_spki, serial, fingerprint_sha256, spki_sha256, subject, names,
        not_after, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))";

IssuedCertificate IssuedCertificates::add(store::Transaction& transaction, const Authority& authority,
                                          BytesView der, const inventory::Actor& actor) {
    inventory::keep_certificate(transaction, der);
    const Facts facts = facts_of(x509::parse_der(der));
    const IssuerKey issuer = issuer_key_of(authority.version);
    transaction->execute(insert_issued, {issuer.name, issuer.spki_sha256, facts.serial,
                                         facts.fingerprint_sha256, facts.spki_sha256, facts.subject,
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

std::optional<IssuedCertificate> IssuedCertificates::find(store::Connection& connection,
                                                          const std::vector<IssuerKey>& issuers,
                                                          const std::string& serial) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM issued_certificates WHERE issuer_spki = $1 AND issuer = $2 AND serial = $3",
        issued_columns);
    for (const IssuerKey& issuer : issuers)
        if (auto found = connection.find(sql, {issuer.spki_sha256, issuer.name, serial}, read_issued))
            return found;
    return std::nullopt;
}

std::optional<IssuedCertificate> IssuedCertificates::compromised(store::Connection& connection,
                                                                 const std::string& spki_sha256) const {
    static const std::string sql = fmt::format(
        "SELECT {} FROM issued_certificates WHERE spki_sha256 = $1 AND revoked_at IS NOT NULL "
        "AND reason IN ('KEY_COMPROMISE', 'CA_COMPROMISE', 'A_A_COMPROMISE') ORDER BY revoked_at, serial",
        issued_columns);
    return connection.find(sql, {spki_sha256}, read_issued);
}

constexpr std::string_view revoke_issued = R"(
    UPDATE issued_certificates SET revoked_at = $4, reason = $5, spki_sha256 = $6
    WHERE issuer_spki = $1 AND issuer = $2 AND serial = $3)";

IssuedCertificate IssuedCertificates::revoke(store::Transaction& transaction, const CertificateId& authority,
                                             const IssuedCertificate& issued, x509::RevocationReason reason,
                                             const inventory::Actor& actor) {
    check_reason(reason);
    if (issued.revoked_at)
        throw Error{Fault::conflict,
                    fmt::format("{} ({}) is revoked already, since {}", issued.serial,
                                in_quotes(issued.subject), format_rfc3339(*issued.revoked_at)),
                    "`certwright cert crl` has the list that names it"};
    const auto certificate = x509::parse_der(kept_certificate(transaction, issued.fingerprint_sha256));
    transaction->execute(revoke_issued, {issued.issuer.spki_sha256, issued.issuer.name, issued.serial,
                                         clock_.now(), to_string(reason), certificate.spki_sha256});
    log_.append(transaction,
                {actor.name, "certificate.revoked", authority.text(),
                 boost::json::serialize(json::object{{"serial", issued.serial},
                                                     {"subject", issued.subject},
                                                     {"fingerprint_sha256", issued.fingerprint_sha256},
                                                     {"reason", to_string(reason)}}),
                 actor.request_id});
    return *find(transaction, issued.fingerprint_sha256);
}

IssuedPage IssuedCertificates::page(store::Connection& connection, const std::vector<IssuerKey>& issuers,
                                    const std::optional<IssuedCursor>& after, std::size_t limit) const {
    // Of each key by itself, so that an index is walked however much it signed. SQLite begins in the midst of
    // one only for a comparison of its first column alone.
    static const std::string sql = fmt::format(
        "SELECT {} FROM issued_certificates WHERE issuer_spki = $1 AND issuer = $2 AND created_at <= $3 "
        "AND (created_at, serial) < ($3, $4) ORDER BY created_at DESC, serial DESC LIMIT $5",
        issued_columns);
    const IssuedCursor from = after.value_or(IssuedCursor{Time::max(), {}});
    IssuedPage page;
    for (const IssuerKey& issuer : issuers) {
        auto rows = connection.list(sql,
                                    {issuer.spki_sha256, issuer.name, from.created_at, from.serial,
                                     static_cast<std::int64_t>(limit + 1)},
                                    read_issued);
        page.rows.insert(page.rows.end(), rows.begin(), rows.end());
    }
    std::ranges::sort(page.rows, std::greater{},
                      [](const IssuedCertificate& row) { return std::tie(row.created_at, row.serial); });
    if (page.rows.size() > limit) {
        page.rows.resize(limit);
        page.next = IssuedCursor{page.rows.back().created_at, page.rows.back().serial};
    }
    return page;
}

constexpr std::string_view count_issued =
    "SELECT count(*) FROM issued_certificates WHERE issuer_spki = $1 AND issuer = $2";

std::int64_t IssuedCertificates::count(store::Connection& connection,
                                       const std::vector<IssuerKey>& issuers) const {
    std::int64_t all = 0;
    for (const IssuerKey& issuer : issuers)
        all += *connection.find(count_issued, {issuer.spki_sha256, issuer.name},
                                [](const store::Row& row) { return row.integer(0); });
    return all;
}

}  // namespace certwright::lifecycle
