#include "lifecycle/certificate_filter.hpp"

#include "base/ascii.hpp"
#include "inventory/serial.hpp"
#include "lifecycle/group_row.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

/// Builds the condition of one value of one property.
class Condition {
  public:
    /// `connection` is null where only the value is looked at.
    Condition(store::Connection* connection, Time now, store::Values& values)
        : connection_(connection), now_(now), values_(values) {}

    std::string of(const std::string& property, const std::string& value) {
        if (property == "name") return contains("c.name_key", ascii::lower(value));
        if (property == "owner") return fmt::format("c.owner = {}", bind(value));
        if (property == "domain") return of_domain(value);
        if (property == "tag") return of_tag(value);
        if (property == "group") return of_group(value);
        if (property == "has_key")
            return (inventory::truth_of_filter(property, value) ? "" : "NOT ") + std::string{has_key};
        if (property == "expires_within")
            return fmt::format("(v.not_after > {} AND v.not_after <= {})", bind(now_),
                               bind(now_ + std::chrono::days{inventory::days_of_filter(property, value)}));
        if (property == "expired")
            return fmt::format("v.not_after {} {}", inventory::truth_of_filter(property, value) ? "<=" : ">",
                               bind(now_));
        if (property == "fingerprint") return of_fingerprint(value);
        if (property == "serial") return of_version("serial = " + bind(inventory::serial_form(value)));
        if (property == "issuer") return contains("lower(v.issuer)", ascii::lower(value));
        if (property == "q") return of_text(value);
        return fmt::format("v.{} = {}", property, bind(value));
    }

  private:
    static constexpr std::string_view has_key =
        "EXISTS (SELECT 1 FROM private_keys k WHERE k.spki_sha256 = v.spki_sha256)";

    std::string bind(store::Value value) {
        values_.push_back(std::move(value));
        return fmt::format("${}", values_.size());
    }

    std::string contains(std::string_view expression, const std::string& text) {
        const bool is_postgresql = connection_ && connection_->dialect() == store::Dialect::postgresql;
        const auto* function = is_postgresql ? "strpos" : "instr";
        return fmt::format("{}({}, {}) > 0", function, expression, bind(text));
    }

    /// RFC 6125 section 6.4.3 for an exact host: a wildcard stands for exactly the left-most label.
    std::string of_domain(const std::string& value) {
        const std::string domain = ascii::lower(value);
        if (!domain.starts_with("="))
            return "c.id IN (SELECT certificate FROM certificate_names WHERE " + contains("name", domain) +
                   ")";
        const std::string host = domain.substr(1);
        const auto dot = host.find('.');
        return fmt::format("c.id IN (SELECT certificate FROM certificate_names WHERE name = {} OR name = {})",
                           bind(host), bind(dot == std::string::npos ? host : "*" + host.substr(dot)));
    }

    std::string of_tag(const std::string& value) {
        const auto equals = value.find('=');
        std::string holds = fmt::format("tag_key = {}", bind(value.substr(0, equals)));
        if (equals != std::string::npos)
            holds += fmt::format(" AND tag_value = {}", bind(value.substr(equals + 1)));
        return "c.id IN (SELECT certificate FROM certificate_tags WHERE " + holds + ")";
    }

    /// Of any version, not only the current one: what is searched for may be what a server still has.
    static std::string of_version(const std::string& holds) {
        return "c.id IN (SELECT certificate FROM certificate_versions WHERE " + holds + ")";
    }

    std::string of_fingerprint(const std::string& value) {
        const std::string digits = inventory::fingerprint_form(value);
        // Hexadecimal digits end below 'g'.
        return of_version(fmt::format("fingerprint_sha256 >= {} AND fingerprint_sha256 < {}", bind(digits),
                                      bind(digits + "g")));
    }

    std::string of_text(const std::string& value) {
        const std::string text = ascii::lower(value);
        return fmt::format(
            "c.id IN (SELECT id FROM certificates WHERE {} OR {} OR {} "
            "UNION ALL SELECT certificate FROM certificate_names WHERE {} "
            "UNION ALL SELECT certificate FROM certificate_tags WHERE {} OR {} "
            "UNION ALL SELECT certificate FROM certificate_versions WHERE serial = {} OR fingerprint_sha256 "
            "= {})",
            contains("name_key", text), contains("lower(owner)", text), contains("lower(description)", text),
            contains("name", text), contains("lower(tag_key)", text), contains("lower(tag_value)", text),
            bind(inventory::serial_form(value)), bind(inventory::fingerprint_form(value)));
    }

    std::string of_group(const std::string& value) {
        if (!connection_) return "FALSE";
        const auto group = find_group(*connection_, value);
        if (!group) inventory::refuse_filter("group", value, "there is no such group");
        if (group->settings.rule)
            return CertificateFilter::parse(*group->settings.rule).to_sql(*connection_, now_, values_);
        return fmt::format("c.id IN (SELECT certificate FROM certificate_group_members WHERE group_id = {})",
                           bind(group->id));
    }

    store::Connection* connection_;
    Time now_;
    store::Values& values_;
};

}  // namespace

const inventory::FilterProperties& CertificateFilter::properties() {
    static const inventory::FilterProperties all{
        {"name", "part of the certificate's name in the repository"},
        {"domain", "part of any name it answers to; =HOST what is valid for that host"},
        {"owner", "exactly this owner"},
        {"tag", "a tag's key, or KEY=VALUE"},
        {"group", "the name or id of a group that it belongs to"},
        {"key_algorithm", "RSA_2048, EC_prime256v1, …"},
        {"has_key", "true or false"},
        {"expires_within", "days from now; expired ones are left out"},
        {"expired", "true or false"},
        {"origin", "uploaded, aws, self_signed, signed_here, issued or renewed"},
        {"fingerprint", "the beginning of the SHA-256 of any version, with or without colons"},
        {"serial", "the serial number of any version in hexadecimal, with or without colons"},
        {"issuer", "part of the issuer's name"},
        {"q", "free text over names, owner, description, tags, serial and fingerprint"}};
    return all;
}

CertificateFilter CertificateFilter::parse(const FilterParameters& parameters) {
    CertificateFilter filter;
    filter.terms_ = inventory::parse_filter_terms(properties(), parameters);
    // Values are looked at now, so that a mistake is told before anything runs.
    store::Values ignored;
    filter.condition(nullptr, Time{}, ignored);
    return filter;
}

std::string CertificateFilter::to_sql(store::Connection& connection, Time now, store::Values& values) const {
    return condition(&connection, now, values);
}

std::string CertificateFilter::condition(store::Connection* connection, Time now,
                                         store::Values& values) const {
    Condition one{connection, now, values};
    std::string sql = "TRUE";
    for (const inventory::FilterTerm& term : terms_) {
        std::string any;
        for (const std::string& value : term.wanted)
            (any += any.empty() ? "(" : " OR (") += one.of(term.property, value) + ")";
        if (!any.empty()) sql += " AND (" + any + ")";
        for (const std::string& value : term.unwanted)
            sql += " AND NOT (" + one.of(term.property, value) + ")";
    }
    return sql;
}

}  // namespace certwright::lifecycle
