#include "inventory/certificate_search.hpp"

#include "base/ascii.hpp"
#include "inventory/certificate_condition.hpp"
#include "inventory/name_pattern.hpp"

#include <fmt/format.h>

namespace certwright::inventory {
namespace {

/// Between the pieces of a text, and at both of its ends (migration 0010).
constexpr char name_separator = '\x1f';

/// Adds the column `number` of `rows`, which is all of a query behind its FROM.
void add_numbers(store::Connection& connection, std::string_view number, const std::string& rows,
                 const store::Values& values, CertificateNumbers& found) {
    connection.query(fmt::format("SELECT bit_set({}) FROM {}", number, rows), values,
                     [&](const store::Row& row) { found.add(CertificateNumbers{row.blob(0)}); });
}

/// Looks through the texts for any of several parts at once.
class TextSearch {
  public:
    explicit TextSearch(std::vector<std::string_view> columns) : columns_(std::move(columns)) {}

    void add(const std::string& part) {
        // No piece contains it; and an empty part is in every text that has a piece.
        if (part.find(name_separator) != std::string::npos) return;
        values_.emplace_back(part.empty() ? std::string{name_separator} : part);
        for (const std::string_view column : columns_)
            condition_ += fmt::format("{}strpos({}, ${}) > 0", condition_.empty() ? "" : " OR ", column,
                                      values_.size());
    }
    void run(store::Connection& connection, CertificateNumbers& found) const {
        if (values_.empty()) return;
        add_numbers(connection, "number", "aws_certificate_texts WHERE " + condition_, values_, found);
    }

  private:
    std::vector<std::string_view> columns_;
    store::Values values_;
    std::string condition_;
};

bool any_name_matches(const NamePattern& pattern, std::string_view names) {
    while (!names.empty()) {
        names.remove_prefix(1);
        const auto end = names.find(name_separator);
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
        const auto equals = value.find('=');
        store::Values tag{value.substr(0, equals)};
        std::string rows = "aws_certificate_tag_numbers WHERE tag_key = $1";
        if (equals != std::string::npos) {
            tag.emplace_back(value.substr(equals + 1));
            rows += " AND tag_value = $2";
        }
        add("number", rows, tag);
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
        add_numbers(connection_, number, rows, values, found_);
    }

    void by_names(const std::string& condition, const store::Values& names) {
        add("c.number",
            "aws_certificate_names n CROSS JOIN aws_certificates c ON c.id = n.certificate WHERE n.name " +
                condition,
            names);
    }

    void by_pattern(const NamePattern& pattern) {
        connection_.query("SELECT number, names FROM aws_certificate_texts WHERE strpos(names, $1) > 0",
                          {pattern.longest_piece()}, [&](const store::Row& row) {
                              if (any_name_matches(pattern, row.text(1))) found_.insert(row.integer(0));
                          });
    }

    store::Connection& connection_;
    Time now_;
    TextSearch names_{{"names"}}, texts_{{"names", "rest"}};
    CertificateNumbers found_;
};

}  // namespace

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

}  // namespace certwright::inventory
