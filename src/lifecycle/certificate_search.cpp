#include "lifecycle/certificate_search.hpp"

#include "base/ascii.hpp"
#include "inventory/certificate_search.hpp"
#include "inventory/selected_numbers.hpp"
#include "inventory/text_search.hpp"
#include "lifecycle/certificate_condition.hpp"
#include "lifecycle/certificate_filter.hpp"
#include "lifecycle/group_row.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view names_table = "certificate_name_blocks";
constexpr std::string_view rest_table = "certificate_rest_blocks";

/// All that a condition over versions asks about is in this index (migration 0022).
const std::string current_versions =
    "certificate_versions v INDEXED BY certificate_versions_filtered WHERE v.is_current AND ";

class Search {
  public:
    Search(store::Connection& connection, Time now) : connection_(connection), now_(now) {}

    void by_text(const std::string& value) {
        texts_.add(ascii::lower(value));
        store::Values values;
        const std::string condition = CertificateCondition{&connection_, now_, values}.of_identity(value);
        found_.add(numbers_of("c.number", "certificates c WHERE " + condition, values));
    }

    void by_part_of_domain(const std::string& value) { names_.add(ascii::lower(value)); }

    void by_tag(const std::string& value) {
        found_.add(inventory::numbers_of_tag(connection_, "certificate_tag_numbers", value));
    }

    /// From the keys to their certificates, both in one order.
    void by_has_key(const std::string& value) {
        auto with_key = numbers_of("v.certificate_number",
                                   "private_keys k CROSS JOIN certificate_versions v INDEXED BY "
                                   "certificate_versions_current_keys ON v.spki_sha256 = k.spki_sha256 "
                                   "WHERE v.is_current",
                                   {});
        if (inventory::truth_of_filter("has_key", value)) return found_.add(with_key);
        auto without_key = all();
        without_key.remove(with_key);
        found_.add(without_key);
    }

    void by_group(const std::string& value) {
        const Group group = filtered_group(connection_, value);
        if (!group.settings.rule) return by_column("group", value);
        const auto rule = CertificateFilter::parse(*group.settings.rule);
        const inventory::SelectedNumbers selected{
            rule.terms(), [&](const std::string& property, const std::vector<std::string>& values) {
                return search_certificates(connection_, property, values, now_);
            }};
        found_.add(selected.among(all()));
    }

    void by_column(const std::string& property, const std::string& value) {
        store::Values values;
        const std::string condition = CertificateCondition{&connection_, now_, values}.of(property, value);
        if (is_about_version(property))
            found_.add(numbers_of("v.certificate_number", current_versions + condition, values));
        else
            found_.add(numbers_of("c.number", "certificates c WHERE " + condition, values));
    }

    inventory::CertificateNumbers result() {
        names_.run(connection_, found_);
        texts_.run(connection_, found_);
        return std::move(found_);
    }

  private:
    inventory::CertificateNumbers all() { return numbers_of("c.number", "certificates c", {}); }
    inventory::CertificateNumbers numbers_of(std::string_view number, const std::string& rows,
                                             const store::Values& values) {
        return inventory::numbers_of(connection_, number, rows, values);
    }

    store::Connection& connection_;
    Time now_;
    inventory::TextSearch names_{{names_table}}, texts_{{names_table, rest_table}};
    inventory::CertificateNumbers found_;
};

}  // namespace

inventory::CertificateNumbers search_certificates(store::Connection& connection, const std::string& property,
                                                  const std::vector<std::string>& values, Time now) {
    Search search{connection, now};
    for (const std::string& value : values) {
        if (property == "q")
            search.by_text(value);
        else if (property == "domain" && !value.starts_with("="))
            search.by_part_of_domain(value);
        else if (property == "tag")
            search.by_tag(value);
        else if (property == "has_key")
            search.by_has_key(value);
        else if (property == "group")
            search.by_group(value);
        else
            search.by_column(property, value);
    }
    return search.result();
}

}  // namespace certwright::lifecycle
