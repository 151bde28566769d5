#include "lifecycle/certificate_list.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/certificate_row.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace certwright::lifecycle {
namespace {

bool is_number(const CertificateSort& sort) {
    return sort.field == "not_after" || sort.field == "created_at" || sort.field == "updated_at";
}

/// As the indexes of 0011_repository.sql have them.
std::string key_of(const CertificateSort& sort) {
    if (sort.field == "name") return "c.name_key";
    if (sort.field == "issuer") return "substr(v.issuer, 1, 200)";
    const bool is_own = sort.field == "owner" || sort.field == "created_at" || sort.field == "updated_at";
    return (is_own ? "c." : "v.") + sort.field;
}

/// The id in the table of the key, so that its index has all of the order.
std::string_view id_beside(std::string_view key) {
    return key.starts_with("c.") ? "c.id" : "v.certificate";
}

/// As SQL's substr counts them.
std::string first_characters(std::string_view text, std::size_t count) {
    std::size_t size = 0;
    for (; count > 0 && size < text.size(); --count)
        size += std::max<std::size_t>(utf8_length(text.substr(size)), 1);
    return std::string{text.substr(0, size)};
}

std::string value_of(const Certificate& row, const CertificateSort& sort) {
    if (sort.field == "not_after") return std::to_string(to_micros(row.current.facts.not_after));
    if (sort.field == "created_at") return std::to_string(to_micros(row.created_at));
    if (sort.field == "updated_at") return std::to_string(to_micros(row.updated_at));
    if (sort.field == "owner") return row.settings.owner;
    if (sort.field == "domain_name") return row.current.facts.domain_name;
    if (sort.field == "issuer") return first_characters(row.current.facts.issuer, 200);
    if (sort.field == "key_algorithm") return row.current.facts.key_algorithm;
    return ascii::lower(row.settings.name);
}

store::Value bound_value(const CertificateCursor& cursor, const CertificateSort& sort) {
    if (!is_number(sort)) return cursor.value;
    std::int64_t number = 0;
    const char* end = cursor.value.data() + cursor.value.size();
    if (const auto [stop, problem] = std::from_chars(cursor.value.data(), end, number);
        problem != std::errc{} || stop != end)
        throw Error{Fault::invalid, "cannot continue the list: the cursor belongs to another order",
                    "begin again without a cursor"};
    return number;
}

}  // namespace

const std::vector<std::string_view>& CertificateSort::fields() {
    static const std::vector<std::string_view> all{"not_after", "name",          "domain_name", "owner",
                                                   "issuer",    "key_algorithm", "created_at",  "updated_at"};
    return all;
}

CertificateSort CertificateSort::parse(std::string_view text) {
    CertificateSort sort;
    sort.descending = text.starts_with("-");
    if (sort.descending) text.remove_prefix(1);
    if (std::ranges::find(fields(), text) == fields().end())
        throw Error{Fault::invalid, fmt::format("cannot sort by {}", in_quotes(text)),
                    fmt::format("sort by {}", fmt::join(fields(), ", "))}
            .with_field("sort", "is not a field that lists can be sorted by");
    sort.field = text;
    return sort;
}

CertificatePage list_certificates(store::Connection& connection, const CertificateSelection& selection,
                                  const CertificateSort& sort, const std::optional<CertificateCursor>& after,
                                  std::size_t limit) {
    const std::string key = key_of(sort);
    const std::string_view id = id_beside(key);
    store::Values values;
    using Walk = CertificateSelection::Walk;
    const Walk walk = key.starts_with("c.") ? Walk::certificates : Walk::versions;
    std::string sql = fmt::format("SELECT {} {} WHERE {}", certificate_columns(), certificate_tables,
                                  selection.to_sql(values, walk));
    if (after) {
        values.push_back(bound_value(*after, sort));
        values.emplace_back(after->id);
        // SQLite begins in the midst of an index only for a comparison of its first column alone.
        sql += fmt::format(" AND {0} {1}= ${2} AND ({0}, {4}) {1} (${2}, ${3})", key,
                           sort.descending ? "<" : ">", values.size() - 1, values.size(), id);
    }
    values.emplace_back(static_cast<std::int64_t>(limit + 1));
    sql += fmt::format(" ORDER BY {0} {1}, {3} {1} LIMIT ${2}", key, sort.descending ? "DESC" : "ASC",
                       values.size(), id);
    CertificatePage page;
    page.rows = connection.list(sql, values, read_certificate);
    if (page.rows.size() > limit) {
        page.rows.pop_back();
        page.next = CertificateCursor{value_of(page.rows.back(), sort), page.rows.back().id.text()};
    }
    add_pairs(connection, page.rows);
    return page;
}

std::int64_t count_certificates(store::Connection& connection, const CertificateSelection& selection) {
    if (const auto known = selection.size()) return *known;
    store::Values values;
    // Each certificate has exactly one current version.
    const std::string_view tables = selection.is_about_version() ? certificate_tables : "FROM certificates c";
    return *connection.find(fmt::format("SELECT count(*) {} WHERE {}", tables, selection.to_sql(values)),
                            values, [](const store::Row& row) { return row.integer(0); });
}

}  // namespace certwright::lifecycle
