#include "inventory/certificate_search.hpp"

#include "base/ascii.hpp"
#include "inventory/certificate_condition.hpp"
#include "inventory/name_pattern.hpp"
#include "inventory/text_block.hpp"
#include "inventory/text_search.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace certwright::inventory {
namespace {

constexpr std::string_view names_table = "aws_certificate_name_blocks";
constexpr std::string_view rest_table = "aws_certificate_rest_blocks";

/// True of every certificate: a column's values, by one step of its index for each.
constexpr std::string_view any_value = R"( AND c.{column} IN (
    WITH RECURSIVE steps (value) AS (
        SELECT min({column}) FROM aws_certificates
        UNION ALL
        SELECT (SELECT min({column}) FROM aws_certificates WHERE {column} > steps.value)
        FROM steps WHERE steps.value IS NOT NULL)
    SELECT value FROM steps))";

bool any_name_matches(const NamePattern& pattern, std::string_view names) {
    while (!names.empty()) {
        names.remove_prefix(1);
        const auto end = names.find(piece_separator);
        if (end == names.npos) return false;
        if (pattern.matches(names.substr(0, end))) return true;
        names.remove_prefix(end);
    }
    return false;
}

class Search {
  public:
    Search(store::Connection& connection, Time now) : connection_(connection), now_(now) {}

    void by_name(const std::string& value) {
        const std::string name = ascii::lower(value);
        if (name.starts_with("="))
            by_names("= $1", {name.substr(1)});
        else if (name.find('*') != std::string::npos)
            by_pattern(NamePattern{name});
        else
            names_.add(name);
    }

    void by_text(const std::string& value) {
        texts_.add(ascii::lower(value));
        by_column("serial", value);
        by_column("fingerprint", value);
    }

    void by_covered(const std::string& host) {
        const auto [name, wildcard] = names_covering(host);
        by_names("IN ($1, $2)", {name, wildcard});
    }

    void by_tag(const std::string& value) {
        found_.add(numbers_of_tag(connection_, "aws_certificate_tag_numbers", value));
    }

    void by_column(const std::string& property, const std::string& value) {
        store::Values values;
        const std::string condition = CertificateCondition{now_, values}.of(property, value);
        add("c.number", "aws_certificates c WHERE " + condition, values);
    }

    CertificateNumbers result() {
        names_.run(connection_, found_);
        texts_.run(connection_, found_);
        return std::move(found_);
    }

  private:
    void add(std::string_view number, const std::string& rows, const store::Values& values) {
        found_.add(numbers_of(connection_, number, rows, values));
    }

    void by_names(const std::string& condition, const store::Values& names) {
        add("c.number",
            "aws_certificate_names n CROSS JOIN aws_certificates c ON c.id = n.certificate WHERE n.name " +
                condition,
            names);
    }

    void by_pattern(const NamePattern& pattern) {
        const auto take = [&](std::int64_t number, std::string_view names) {
            if (any_name_matches(pattern, names)) found_.insert(number);
        };
        visit_texts(connection_, names_table, pattern.longest_piece(), take);
    }

    store::Connection& connection_;
    Time now_;
    TextSearch names_{{names_table}}, texts_{{names_table, rest_table}};
    CertificateNumbers found_;
};

}  // namespace

CertificateNumbers numbers_of(store::Connection& connection, std::string_view number, const std::string& rows,
                              const store::Values& values) {
    CertificateNumbers found;
    connection.query(fmt::format("SELECT bit_set({}) FROM {}", number, rows), values,
                     [&](const store::Row& row) { found.add(CertificateNumbers{row.blob(0)}); });
    return found;
}

CertificateNumbers numbers_of_tag(store::Connection& connection, std::string_view table,
                                  const std::string& value) {
    const auto equals = value.find('=');
    store::Values tag{value.substr(0, equals)};
    std::string rows = fmt::format("{} WHERE tag_key = $1", table);
    if (equals != std::string::npos) {
        tag.emplace_back(value.substr(equals + 1));
        rows += " AND tag_value = $2";
    }
    return numbers_of(connection, "number", rows, tag);
}

CertificateNumbers search_certificates(store::Connection& connection, const std::string& property,
                                       const std::vector<std::string>& values, Time now) {
    Search search{connection, now};
    for (const std::string& value : values) {
        if (property == "name")
            search.by_name(value);
        else if (property == "q")
            search.by_text(value);
        else if (property == "covers")
            search.by_covered(value);
        else if (property == "tag")
            search.by_tag(value);
        else
            search.by_column(property, value);
    }
    return search.result();
}

bool is_in_totals(const FilterTerm& term) {
    constexpr std::array<std::string_view, 6> properties{"status",  "type",           "in_use",
                                                         "expired", "expires_within", "renewal_eligibility"};
    return std::ranges::find(properties, term.property) != properties.end();
}

CertificateNumbers walk_totals(store::Connection& connection, const CertificateFilter& filter, Time now) {
    store::Values values;
    std::string condition = filter.to_sql(now, values);
    // The index begins with these: SQLite goes from one combination to the next, and over no others.
    for (const std::string_view column : {"status", "type"})
        condition += fmt::format(fmt::runtime(any_value), fmt::arg("column", column));
    for (const FilterTerm& term : filter.terms())
        if (term.property == "in_use" && term.wanted.size() == 1)
            condition += truth_of_filter(term.property, term.wanted.front()) ? " AND c.in_use = 1"
                                                                             : " AND c.in_use = 0";
    return numbers_of(connection, "c.number",
                      "aws_certificates c INDEXED BY aws_certificates_totals WHERE " + condition, values);
}

CertificateNumbers look_up(store::Connection& connection, const CertificateNumbers& numbers,
                           const CertificateFilter& filter, Time now) {
    store::Values values{fmt::format("[{}]", fmt::join(numbers.in_order(), ","))};
    const std::string condition = filter.to_sql(now, values);
    return numbers_of(
        connection, "c.number",
        "json_each($1) n CROSS JOIN aws_certificates c ON c.number = n.value WHERE " + condition, values);
}

}  // namespace certwright::inventory
