#include "inventory/details.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "inventory/detail_json.hpp"
#include "inventory/pems.hpp"
#include "inventory/serial.hpp"
#include "x509/certificate.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::inventory {
namespace {

DetailTask read_task(const store::Row& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.boolean(4)};
}

/// The columns that details decide, as they were and as they will be.
struct DetailColumns {
    std::string serial, subject, issuer, fingerprint, spki, signature_algorithm, key_algorithm, domain_name;
    std::string renewal_status, renewal_eligibility, validation_method;
    std::vector<std::string> names, in_use_by;
    std::optional<Time> not_before;
    std::optional<bool> in_use;
    aws::acm::Tags tags;
    std::string chain = "[]";
    std::string detail = "{}";
    bool complete = false;  ///< they were stored before
    std::optional<Time> seen_elsewhere_at;
};

constexpr std::string_view select_columns = R"(
    SELECT c.serial, c.subject, c.issuer, c.fingerprint_sha256, c.spki_sha256, c.signature_algorithm, c.key_algorithm,
        c.domain_name, c.renewal_status, c.renewal_eligibility, c.validation_method, c.names, c.not_before, c.in_use,
        c.described_at, d.detail, d.chain, c.seen_elsewhere_at
    FROM aws_certificates c LEFT JOIN aws_certificate_details d ON d.certificate = c.id
    WHERE c.id = $1)";
constexpr std::string_view select_tags =
    "SELECT tag_key, tag_value FROM aws_certificate_tags WHERE certificate = $1";

std::optional<DetailColumns> load_columns(store::Connection& connection, const std::string& id) {
    auto columns = connection.find(select_columns, {id}, [](const store::Row& row) {
        const auto text = [&](std::size_t column) { return row.optional_text(column).value_or(""); };
        DetailColumns stored;
        stored.serial = text(0);
        stored.subject = text(1);
        stored.issuer = text(2);
        stored.fingerprint = text(3);
        stored.spki = text(4);
        stored.signature_algorithm = text(5);
        stored.key_algorithm = text(6);
        stored.domain_name = text(7);
        stored.renewal_status = text(8);
        stored.renewal_eligibility = text(9);
        stored.validation_method = text(10);
        stored.names = json::parse_texts(row.text(11), "stored names");
        stored.not_before = row.optional_time(12);
        stored.in_use = row.optional_boolean(13);
        stored.complete = !row.is_null(14);
        if (!row.is_null(15)) {
            stored.detail = row.text(15);
            const json::value detail = json::parse(stored.detail, "stored details");
            stored.in_use_by = json::texts(detail.as_object(), "in_use_by");
        }
        if (!row.is_null(16)) stored.chain = row.text(16);
        stored.seen_elsewhere_at = row.optional_time(17);
        return stored;
    });
    if (columns)
        connection.query(select_tags, {id},
                         [&](const store::Row& row) { columns->tags[row.text(0)] = row.text(1); });
    return columns;
}

Fields to_fields(const DetailColumns& columns) {
    std::vector<std::string> tags;
    for (const auto& [key, value] : columns.tags) tags.push_back(key + "=" + value);
    std::vector<std::string> in_use_by = columns.in_use_by;
    std::sort(in_use_by.begin(), in_use_by.end());
    return {{"serial", columns.serial},
            {"issuer", columns.issuer},
            {"fingerprint_sha256", columns.fingerprint},
            {"renewal_status", columns.renewal_status},
            {"in_use_by", fmt::format("{}", fmt::join(in_use_by, ", "))},
            {"tags", fmt::format("{}", fmt::join(tags, ", "))}};
}

void apply(DetailColumns& columns, const aws::acm::CertificateDetail& described) {
    const auto replace = [](std::string& column, const std::string& told) {
        if (!told.empty()) column = told;
    };
    // Once the certificate itself was read, its own words are better than AWS's about it: ACM shortens
    // the issuer to its organisation, and emulators write serials in decimal.
    if (columns.fingerprint.empty()) {
        replace(columns.subject, described.subject);
        replace(columns.issuer, described.issuer);
        replace(columns.signature_algorithm, described.signature_algorithm);
        replace(columns.key_algorithm, described.key_algorithm);
        replace(columns.serial, serial_form(described.serial));
    }
    replace(columns.renewal_eligibility, described.renewal_eligibility);
    if (!described.subject_alternative_names.empty()) {
        columns.names = described.subject_alternative_names;
        std::sort(columns.names.begin(), columns.names.end());
    }
    columns.validation_method = described.validation_method;
    for (const auto& validation : described.domain_validations)
        replace(columns.validation_method, validation.validation_method);
    columns.renewal_status = described.renewal ? described.renewal->status : "";
    columns.in_use_by = described.in_use_by;
    if (!described.in_use_by.empty()) columns.in_use = true;
    columns.detail = detail_json(described);
}

/// The parsed certificate knows more, and better, than AWS's fields about it.
void apply(store::Transaction& transaction, DetailColumns& columns, const aws::acm::Pem& pem, bool is_iam) {
    const auto leaf = x509::pem_to_ders(pem.certificate);
    const x509::Certificate parsed = x509::parse_der(leaf.front());
    columns.fingerprint = parsed.fingerprint_sha256;
    columns.spki = parsed.spki_sha256;
    columns.serial = parsed.serial;
    columns.subject = parsed.subject;
    columns.issuer = parsed.issuer;
    columns.signature_algorithm = parsed.signature_algorithm;
    columns.key_algorithm = parsed.key_algorithm;
    if (is_iam) {
        columns.names = parsed.dns_names;
        columns.names.insert(columns.names.end(), parsed.ip_addresses.begin(), parsed.ip_addresses.end());
        std::sort(columns.names.begin(), columns.names.end());
        columns.not_before = parsed.not_before;
        if (!parsed.common_name.empty())
            columns.domain_name = parsed.common_name;
        else if (!columns.names.empty())
            columns.domain_name = columns.names.front();
    }
    keep_certificate(transaction, leaf.front());
    columns.chain = pem.chain.empty() ? "[]" : keep_chain(transaction, x509::pem_to_ders(pem.chain));
}

/// ACM makes up the validation records some seconds after a request: until then, ask again.
bool lacks_records(const Details& details) {
    if (!details.described || details.described->status != "PENDING_VALIDATION") return false;
    const auto& validations = details.described->domain_validations;
    return std::any_of(validations.begin(), validations.end(), [](const aws::acm::DomainValidation& one) {
        return one.validation_method == "DNS" && !one.resource_record;
    });
}

constexpr std::string_view update_columns = R"(
    UPDATE aws_certificates SET serial = $2, subject = $3, issuer = $4, fingerprint_sha256 = $5, spki_sha256 = $6,
        signature_algorithm = $7, key_algorithm = $8, domain_name = $9, renewal_status = $10,
        renewal_eligibility = $11, validation_method = $12, names = $13, not_before = $14, in_use = $15,
        details_state = $19, pem_stale = pem_stale AND $16, described_at = $17,
        last_changed_at = CASE WHEN $18 THEN $17 ELSE last_changed_at END
    WHERE id = $1)";
constexpr std::string_view upsert_details = R"(
    INSERT INTO aws_certificate_details (certificate, detail, chain, error) VALUES ($1, $2, $3, NULL)
    ON CONFLICT (certificate) DO UPDATE SET detail = excluded.detail, chain = excluded.chain, error = NULL)";

}  // namespace

// Chosen by themselves, and only then sorted: SQLite would rather walk over every certificate of the service
// in the order of ids, once for each region.
constexpr std::string_view select_pending = R"(
    WITH pending AS MATERIALIZED (
        SELECT id, arn, status, domain_name, pem_stale FROM aws_certificates
        WHERE account = $1 AND region = $2 AND service = $3 AND details_state IN ('pending', 'failed')
            AND missing_since IS NULL)
    SELECT id, arn, status, domain_name, pem_stale FROM pending WHERE id > $4 ORDER BY id LIMIT $5)";

std::vector<DetailTask> pending_details(store::Connection& connection, const Scope& scope,
                                        const std::string& after_id, std::size_t limit) {
    return connection.list(
        select_pending,
        {scope.account, scope.region, scope.service, after_id, static_cast<std::int64_t>(limit)}, read_task);
}

constexpr std::string_view count_pending = R"(
    SELECT count(*) FROM aws_certificates
    WHERE account = $1 AND region = $2 AND service = $3 AND details_state IN ('pending', 'failed')
        AND missing_since IS NULL)";

std::int64_t count_pending_details(store::Connection& connection, const Scope& scope) {
    return *connection.find(count_pending, {scope.account, scope.region, scope.service},
                            [](const store::Row& row) { return row.integer(0); });
}

constexpr std::string_view select_older = R"(
    SELECT id, arn, status, domain_name, pem_stale FROM aws_certificates
    WHERE account = $1 AND region = $2 AND service = $3 AND details_state = 'complete' AND missing_since IS NULL
        AND (described_at < $4 OR (status = 'PENDING_VALIDATION' AND described_at < $5))
    ORDER BY CASE WHEN status = 'PENDING_VALIDATION' THEN 0 ELSE 1 END, described_at LIMIT $6)";

std::vector<DetailTask> details_due(store::Connection& connection, const Scope& scope, Time now,
                                    const Rotation& rotation, std::int64_t certificates, std::int64_t spent) {
    return connection.list(select_older,
                           {scope.account, scope.region, scope.service, now - rotation.stays_fresh,
                            now - rotation.pending_stays_fresh, rotation.descriptions(certificates, spent)},
                           read_task);
}

constexpr std::string_view update_all_pending = R"(
    UPDATE aws_certificates SET details_state = 'pending', pem_stale = TRUE
    WHERE account = $1 AND region = $2 AND service = $3 AND missing_since IS NULL)";

void renew_all_details(store::Transaction& transaction, const Scope& scope) {
    transaction->execute(update_all_pending, {scope.account, scope.region, scope.service});
}

void keep_details(store::Transaction& transaction, const std::string& id, const Details& details,
                  const std::string& run, Time now) {
    auto columns = load_columns(transaction, id);
    if (!columns) return;  // removed with its account while AWS was answering
    if (details.asked_at && columns->seen_elsewhere_at > details.asked_at) return;
    const Fields before = to_fields(*columns);
    const auto names_before = columns->names;
    const std::string domain_before = columns->domain_name;
    if (details.described) apply(*columns, *details.described);
    if (details.server_certificate) columns->detail = detail_json(*details.server_certificate);
    if (details.pem) apply(transaction, *columns, *details.pem, details.server_certificate.has_value());
    if (details.tags) columns->tags = *details.tags;

    const auto changes = differences(before, to_fields(*columns));
    const bool changed = columns->complete && !changes.empty();
    if (changed) {
        const bool replaced = std::any_of(changes.begin(), changes.end(), [](const Change& change) {
            return change.field == "fingerprint_sha256" && !change.before.empty();
        });
        keep_history(transaction, id, run, now, replaced ? ChangeKind::renewed : ChangeKind::changed,
                     changes);
    }
    const bool pem_still_stale = !details.pem.has_value();
    transaction->execute(
        update_columns,
        {id, store::or_null(columns->serial), store::or_null(columns->subject),
         store::or_null(columns->issuer), store::or_null(columns->fingerprint), store::or_null(columns->spki),
         store::or_null(columns->signature_algorithm), columns->key_algorithm, columns->domain_name,
         store::or_null(columns->renewal_status), store::or_null(columns->renewal_eligibility),
         store::or_null(columns->validation_method), boost::json::serialize(json::from_texts(columns->names)),
         columns->not_before, columns->in_use, pem_still_stale, now, changed,
         lacks_records(details) || details.lacks_pem ? "pending" : "complete"});
    transaction->execute(upsert_details, {id, columns->detail, columns->chain});
    if (details.tags) keep_tags(transaction, id, *details.tags);
    if (columns->names != names_before || columns->domain_name != domain_before)
        keep_names(transaction, id, columns->domain_name, columns->names);
}

constexpr std::string_view update_failed =
    "UPDATE aws_certificates SET details_state = 'failed' WHERE id = $1";
constexpr std::string_view upsert_error = R"(
    INSERT INTO aws_certificate_details (certificate, detail, chain, error)
    SELECT id, '{}', '[]', $2 FROM aws_certificates WHERE id = $1
    ON CONFLICT (certificate) DO UPDATE SET error = excluded.error)";

void keep_detail_failure(store::Transaction& transaction, const std::string& id, const std::string& error) {
    transaction->execute(update_failed, {id});
    transaction->execute(upsert_error, {id, error});
}

constexpr std::string_view update_vanished = R"(
    UPDATE aws_certificates SET missing_since = $2, last_seen_at = $2, last_changed_at = $2
    WHERE id = $1 AND missing_since IS NULL)";

void keep_vanished(store::Transaction& transaction, const std::string& id, const std::string& run, Time now) {
    if (transaction->execute(update_vanished, {id, now}) > 0)
        keep_history(transaction, id, run, now, ChangeKind::missing, {});
}

// Before the first description a search row fills what the listing lacks; afterwards another renewal
// status is news, and the certificate is described again so that its history tells what changed. The
// serial is no news: a replaced certificate shows in its list row, and where the spelling of serials
// differs from the certificate's own, comparing them would describe every certificate again.
constexpr std::string_view apply_search_row = R"(
    UPDATE aws_certificates SET
        details_state = CASE WHEN described_at IS NULL THEN details_state ELSE 'pending' END,
        renewal_status = CASE WHEN described_at IS NULL THEN $4 ELSE renewal_status END,
        serial = CASE WHEN described_at IS NULL THEN COALESCE($5, serial) ELSE serial END,
        issuer = CASE WHEN described_at IS NULL THEN COALESCE($6, issuer) ELSE issuer END,
        validation_method = CASE WHEN described_at IS NULL THEN $7 ELSE validation_method END
    WHERE account = $1 AND region = $2 AND arn = $3
        AND (described_at IS NULL OR COALESCE(renewal_status, '') <> COALESCE($4, '')))";

void keep_search_rows(store::Transaction& transaction, const Scope& scope,
                      const std::vector<aws::acm::SearchRow>& rows) {
    std::vector<store::Values> values;
    for (const auto& row : rows)
        values.push_back({scope.account, scope.region, row.arn, store::or_null(row.renewal_status),
                          store::or_null(serial_form(row.serial)), store::or_null(row.issuer),
                          store::or_null(row.validation_method)});
    transaction->execute_each(apply_search_row, values);
}

constexpr std::string_view delete_tags = "DELETE FROM aws_certificate_tags WHERE certificate = $1";
constexpr std::string_view insert_tag =
    "INSERT INTO aws_certificate_tags (certificate, tag_key, tag_value) VALUES ($1, $2, $3)";

void keep_tags(store::Transaction& transaction, const std::string& id, const aws::acm::Tags& tags) {
    transaction->execute(delete_tags, {id});
    std::vector<store::Values> rows;
    for (const auto& [key, value] : tags) rows.push_back({id, key, value});
    transaction->execute_each(insert_tag, rows);
}

}  // namespace certwright::inventory
