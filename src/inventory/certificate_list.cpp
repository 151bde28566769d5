#include "inventory/certificate_list.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace certwright::inventory {
namespace {

constexpr std::string_view row_columns = R"(
    c.id, c.arn, c.account, a.name, a.aws_account_id, c.region, c.service, c.type, c.status, c.domain_name,
    c.key_algorithm, c.names, c.signature_algorithm, c.export_option, c.renewal_eligibility, c.renewal_status,
    c.validation_method, c.managed_by, c.key_pair_origin, c.serial, c.issuer, c.subject, c.fingerprint_sha256,
    c.in_use, c.exported, c.not_before, c.not_after, c.created_at, c.issued_at, c.imported_at, c.revoked_at,
    c.described_at, c.missing_since, c.details_state, c.first_seen_at, c.last_seen_at, c.last_changed_at,
    r.last_sweep_at,
    (SELECT count(*) FROM aws_certificates o
        WHERE o.fingerprint_sha256 = c.fingerprint_sha256 AND o.id <> c.id AND o.missing_since IS NULL))";
constexpr std::size_t first_sync_column = 39;
constexpr std::string_view tables = R"(
    FROM aws_certificates c JOIN accounts a ON a.id = c.account
        LEFT JOIN account_regions r ON r.account = c.account AND r.region = c.region
        LEFT JOIN aws_certificate_sync s ON s.account = c.account AND s.arn = c.arn)";

std::string certificate_columns() {
    return fmt::format("{}, {}", row_columns, sync_columns);
}

AwsCertificate read_certificate(const store::Row& row) {
    const auto text = [&](std::size_t column) { return row.optional_text(column).value_or(""); };
    AwsCertificate c;
    c.id = row.text(0);
    c.arn = text(1);
    c.account = row.id<AccountId>(2);
    c.account_name = row.text(3);
    c.aws_account_id = text(4);
    c.region = row.text(5);
    c.service = row.text(6);
    c.type = row.text(7);
    c.status = row.text(8);
    c.domain_name = row.text(9);
    c.key_algorithm = row.text(10);
    c.names = json::parse_texts(row.text(11), "a stored list");
    c.signature_algorithm = text(12);
    c.export_option = text(13);
    c.renewal_eligibility = text(14);
    c.renewal_status = text(15);
    c.validation_method = text(16);
    c.managed_by = text(17);
    c.key_pair_origin = text(18);
    c.serial = text(19);
    c.issuer = text(20);
    c.subject = text(21);
    c.fingerprint_sha256 = text(22);
    c.in_use = row.optional_boolean(23);
    c.exported = row.optional_boolean(24);
    c.not_before = row.optional_time(25);
    c.not_after = row.optional_time(26);
    c.created_at = row.optional_time(27);
    c.issued_at = row.optional_time(28);
    c.imported_at = row.optional_time(29);
    c.revoked_at = row.optional_time(30);
    c.described_at = row.optional_time(31);
    c.missing_since = row.optional_time(32);
    c.details_state = row.text(33);
    c.first_seen_at = row.time(34);
    c.last_seen_at = row.time(35);
    c.last_changed_at = row.time(36);
    // A sweep does not touch the rows it finds unchanged: it was seen when its region was last swept.
    if (!c.missing_since && !row.is_null(37)) c.last_seen_at = std::max(c.last_seen_at, row.time(37));
    c.same_certificate_count = row.integer(38);
    if (!row.is_null(first_sync_column)) c.sync = read_sync(row, first_sync_column);
    return c;
}

/// "$1, $2, …"
std::string placeholders(std::size_t count) {
    std::string list;
    for (std::size_t number = 1; number <= count; ++number)
        list += fmt::format("{}${}", number == 1 ? "" : ", ", number);
    return list;
}

/// Tags and users of a whole page in one query each.
void add_tags_and_users(store::Connection& connection, std::vector<AwsCertificate>& rows) {
    if (rows.empty()) return;
    std::unordered_map<std::string, AwsCertificate*> by_id;
    store::Values ids;
    for (AwsCertificate& row : rows) {
        by_id[row.id] = &row;
        ids.emplace_back(row.id);
    }
    const std::string list = placeholders(ids.size());
    connection.query(
        "SELECT certificate, tag_key, tag_value FROM aws_certificate_tags WHERE certificate IN (" + list +
            ")",
        ids, [&](const store::Row& row) { by_id[row.text(0)]->tags[row.text(1)] = row.text(2); });
    connection.query(
        "SELECT certificate, detail FROM aws_certificate_details WHERE certificate IN (" + list + ")", ids,
        [&](const store::Row& row) {
            const json::value detail = json::parse(row.text(1), "stored details");
            by_id[row.text(0)]->in_use_by = json::texts(detail.as_object(), "in_use_by");
        });
}

std::string sort_value(const AwsCertificate& row, const CertificateSort& sort) {
    const auto time = [](const std::optional<Time>& value) {
        return std::to_string(value ? to_micros(*value) : std::numeric_limits<std::int64_t>::max());
    };
    if (sort.field == "not_after") return time(row.not_after);
    if (sort.field == "created_at") return time(row.created_at);
    if (sort.field == "first_seen_at") return time(row.first_seen_at);
    if (sort.field == "last_changed_at") return time(row.last_changed_at);
    if (sort.field == "in_use") return !row.in_use ? "2" : *row.in_use ? "1" : "0";
    if (sort.field == "domain_name") return row.domain_name;
    if (sort.field == "region") return row.region;
    if (sort.field == "service") return row.service;
    if (sort.field == "type") return row.type;
    if (sort.field == "status") return row.status;
    if (sort.field == "key_algorithm") return row.key_algorithm;
    if (sort.field == "renewal_eligibility") return row.renewal_eligibility;
    if (sort.field == "issuer") return row.issuer;
    return ascii::lower(row.account_name);
}

store::Value cursor_value(const CertificateCursor& cursor, const CertificateSort& sort) {
    if (!sort.is_numeric()) return cursor.value;
    std::int64_t number = 0;
    const char* end = cursor.value.data() + cursor.value.size();
    if (const auto [stop, problem] = std::from_chars(cursor.value.data(), end, number);
        problem != std::errc{} || stop != end)
        throw Error{Fault::invalid, "cannot continue the list: the cursor belongs to another order",
                    "begin again without a cursor"};
    return number;
}

/// The ids of at most `limit` certificates after `after`, in order.
std::vector<std::string> page_ids(store::Connection& connection, const CertificateSelection& selection,
                                  const CertificateSort& sort, const std::optional<CertificateCursor>& after,
                                  std::size_t limit) {
    const bool ascending = sort.direction == CertificateSort::Direction::ascending;
    const std::string key = sort.expression();
    store::Values values;
    std::string sql = fmt::format("SELECT c.id FROM {} {}", sort.source(), selection.to_sql(values));
    if (after) {
        values.push_back(cursor_value(*after, sort));
        values.emplace_back(after->id);
        // SQLite begins in the midst of an index on an expression only for a comparison of that alone.
        sql += fmt::format(" AND {0} {1}= ${2} AND ({0}, c.id) {1} (${2}, ${3})", key, ascending ? ">" : "<",
                           values.size() - 1, values.size());
    }
    values.emplace_back(static_cast<std::int64_t>(limit));
    sql +=
        fmt::format(" ORDER BY {0} {1}, c.id {1} LIMIT ${2}", key, ascending ? "ASC" : "DESC", values.size());
    return connection.list(sql, values, [](const store::Row& row) { return row.text(0); });
}

/// In the order of `ids`; one that was removed since is left out.
std::vector<AwsCertificate> read_rows(store::Connection& connection, const std::vector<std::string>& ids) {
    if (ids.empty()) return {};
    store::Values values;
    std::unordered_map<std::string, std::size_t> place;
    for (const std::string& id : ids) {
        place[id] = values.size();
        values.emplace_back(id);
    }
    auto rows = connection.list(fmt::format("SELECT {} {} WHERE c.id IN ({})", certificate_columns(), tables,
                                            placeholders(values.size())),
                                values, read_certificate);
    std::sort(rows.begin(), rows.end(), [&](const AwsCertificate& a, const AwsCertificate& b) {
        return place.at(a.id) < place.at(b.id);
    });
    return rows;
}

}  // namespace

std::optional<std::int64_t> days_left(const AwsCertificate& certificate, Time now) {
    if (!certificate.not_after) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(*certificate.not_after - now).count();
}

std::string type_label(const std::string& type) {
    if (type == "AMAZON_ISSUED") return "Amazon Issued";
    if (type == "PRIVATE") return "Private";
    if (type == "IMPORTED") return "Imported";
    return type;
}

// Two steps: first which certificates are on the page, which an index or a narrow sort tells, then
// their columns. In one, SQLite would sort whole rows, and count the twins of every match.
CertificatePage list_certificates(store::Connection& connection, const CertificateSelection& selection,
                                  const CertificateSort& sort, const std::optional<CertificateCursor>& after,
                                  std::size_t limit) {
    CertificatePage page;
    page.rows = read_rows(connection, page_ids(connection, selection, sort, after, limit + 1));
    if (page.rows.size() > limit) {
        page.rows.pop_back();
        page.next = CertificateCursor{sort_value(page.rows.back(), sort), page.rows.back().id};
    }
    add_tags_and_users(connection, page.rows);
    return page;
}

std::int64_t count_certificates(store::Connection& connection, const CertificateSelection& selection) {
    if (const auto known = selection.size()) return *known;
    store::Values values;
    const std::string condition = selection.to_sql(values);
    return *connection.find("SELECT count(*) FROM aws_certificates c WHERE " + condition, values,
                            [](const store::Row& row) { return row.integer(0); });
}

namespace {

std::int64_t count_mismatched(store::Connection& connection, const CertificateSelection& selection) {
    store::Values values;
    const std::string condition = selection.to_sql(values);
    // Few are: found first, and then looked up.
    return *connection.find(
        "SELECT count(*) FROM aws_certificates c WHERE c.id IN (SELECT x.id FROM aws_certificate_sync s JOIN "
        "aws_certificates x ON x.account = s.account AND x.arn = s.arn WHERE s.is_mismatch) AND " +
            condition,
        values, [](const store::Row& row) { return row.integer(0); });
}

}  // namespace

// Grouped in the order of the index aws_certificates_totals, so that nothing has to be sorted; the
// buckets are counted within each group.
CertificateTotals total_certificates(store::Connection& connection, const CertificateSelection& selection,
                                     Time now) {
    store::Values values;
    const std::string condition = selection.to_sql(values);
    std::string buckets;
    Time begin = Time::min();
    for (const int days : {0, 7, 30, 60, 90}) {
        const Time end = now + std::chrono::days{days};
        values.emplace_back(begin);
        values.emplace_back(end);
        buckets += fmt::format(", count(*) FILTER (WHERE c.not_after > ${} AND c.not_after <= ${})",
                               values.size() - 1, values.size());
        begin = end;
    }
    CertificateTotals totals;
    const std::string sql = fmt::format(
        "SELECT c.status, c.type, c.in_use, c.renewal_eligibility, c.missing_since, count(*), "
        "count(*) FILTER (WHERE c.not_after IS NULL){} "
        "FROM aws_certificates c WHERE {} GROUP BY c.status, c.type, c.in_use, c.renewal_eligibility, "
        "c.missing_since",
        buckets, condition);
    connection.query(sql, values, [&](const store::Row& row) {
        const std::int64_t count = row.integer(5), undated = row.integer(6), expired = row.integer(7);
        const std::int64_t in_7 = row.integer(8), in_30 = row.integer(9), in_60 = row.integer(10),
                           in_90 = row.integer(11);
        totals.total += count;
        totals.by_status[row.text(0)] += count;
        totals.by_type[row.text(1)] += count;
        if (const auto in_use = row.optional_boolean(2))
            (*in_use ? totals.in_use : totals.not_in_use) += count;
        if (!row.is_null(4)) totals.missing += count;
        totals.expired += expired;
        totals.within_7_days += in_7;
        totals.within_30_days += in_30;
        totals.within_60_days += in_60;
        totals.within_90_days += in_90;
        totals.later += count - undated - expired - in_7 - in_30 - in_60 - in_90;
        totals.no_expiry += undated;
        // Expiring and nobody renews it: the ones that need a person.
        if (row.optional_text(3).value_or("") != "ELIGIBLE") totals.not_renewing += in_7 + in_30 + in_60;
    });
    totals.mismatched = count_mismatched(connection, selection);
    return totals;
}

std::vector<PropertyValue> list_values(store::Connection& connection, const std::string& property) {
    static const std::unordered_map<std::string, std::string> queries{
        // Counted before they are named: one step of an index for each certificate, and no more.
        {"account",
         "SELECT a.name, a.name, CAST(sum(n.count) AS BIGINT) FROM (SELECT account, count(*) AS count FROM "
         "aws_certificates "
         "GROUP BY account) n JOIN accounts a ON a.id = n.account GROUP BY a.name"},
        {"tag_key", "SELECT tag_key, tag_key, count(*) FROM aws_certificate_tags GROUP BY tag_key"},
        {"region", "SELECT region, region, count(*) FROM aws_certificates GROUP BY region"},
        {"service", "SELECT service, service, count(*) FROM aws_certificates GROUP BY service"},
        {"type", "SELECT type, type, count(*) FROM aws_certificates GROUP BY type"},
        {"status", "SELECT status, status, count(*) FROM aws_certificates GROUP BY status"},
        {"key_algorithm",
         "SELECT key_algorithm, key_algorithm, count(*) FROM aws_certificates GROUP BY key_algorithm"},
        {"renewal_status",
         "SELECT renewal_status, renewal_status, count(*) FROM aws_certificates WHERE renewal_status IS NOT "
         "NULL GROUP BY renewal_status"},
        {"renewal_eligibility",
         "SELECT renewal_eligibility, renewal_eligibility, count(*) FROM aws_certificates WHERE "
         "renewal_eligibility IS NOT NULL GROUP BY renewal_eligibility"},
        {"validation_method",
         "SELECT validation_method, validation_method, count(*) FROM aws_certificates WHERE "
         "validation_method IS NOT NULL GROUP BY validation_method"},
        {"issuer",
         "SELECT COALESCE(issuer, ''), COALESCE(issuer, ''), count(*) FROM aws_certificates "
         "GROUP BY COALESCE(issuer, '') HAVING COALESCE(issuer, '') <> ''"}};
    static const std::string tag_keys_by_number =
        "SELECT tag_key, tag_key, count(*) FROM aws_certificate_tag_numbers GROUP BY tag_key";
    const auto query = queries.find(property);
    if (query == queries.end())
        throw Error{Fault::invalid, fmt::format("the values of {} are not listed", in_quotes(property))}
            .with_field("property",
                        "must be account, region, service, type, status, key_algorithm, renewal_status, "
                        "renewal_eligibility, validation_method, issuer or tag_key");
    // SQLite keeps the tags in the order of their keys elsewhere (migration 0010).
    const bool by_number = property == "tag_key" && connection.dialect() == store::Dialect::sqlite;
    auto values =
        connection.list((by_number ? tag_keys_by_number : query->second) + " ORDER BY 3 DESC, 1 LIMIT 200",
                        {}, [](const store::Row& row) {
                            return PropertyValue{row.text(0), row.text(1), row.integer(2)};
                        });
    if (property == "type")
        for (PropertyValue& value : values) value.label = type_label(value.value);
    return values;
}

std::optional<AwsCertificate> find_certificate(store::Connection& connection, const std::string& id_or_arn) {
    static const std::string sql = fmt::format(
        "SELECT {} {} WHERE c.id = $1 OR c.arn = $1 "
        "ORDER BY CASE WHEN c.missing_since IS NULL THEN 0 ELSE 1 END, c.last_changed_at DESC, c.id LIMIT 1",
        certificate_columns(), tables);
    auto rows = connection.list(sql, {id_or_arn}, read_certificate);
    add_tags_and_users(connection, rows);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

}  // namespace certwright::inventory
