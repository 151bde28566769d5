#include "lifecycle/certificate_condition.hpp"

#include "base/ascii.hpp"
#include "inventory/serial.hpp"
#include "lifecycle/certificate_filter.hpp"
#include "lifecycle/group_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::lifecycle {
namespace {

constexpr std::string_view holds_key =
    "EXISTS (SELECT 1 FROM private_keys k WHERE k.spki_sha256 = v.spki_sha256)";

constexpr std::string_view is_revoked = R"(c.id IN (
    SELECT r.certificate FROM issued_certificates i
    JOIN certificate_versions r ON r.fingerprint_sha256 = i.fingerprint_sha256 AND r.is_current
    WHERE i.revoked_at IS NOT NULL))";

/// Of any version, not only the current one: what is searched for may be what a server still has.
std::string of_version(const std::string& holds) {
    return "c.id IN (SELECT certificate FROM certificate_versions WHERE " + holds + ")";
}

}  // namespace

std::string CertificateCondition::of(const std::string& property, const std::string& value) {
    if (property == "name") return contains("c.name_key", ascii::lower(value));
    if (property == "owner") return fmt::format("c.owner = {}", bind(value));
    if (property == "domain") return of_domain(value);
    if (property == "tag") return of_tag(value);
    if (property == "group") return of_group(value);
    if (property == "has_key")
        return (inventory::truth_of_filter(property, value) ? "" : "NOT ") + std::string{holds_key};
    if (property == "revoked")
        return (inventory::truth_of_filter(property, value) ? "" : "NOT ") + std::string{is_revoked};
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

std::string CertificateCondition::of_identity(const std::string& text) {
    return of_version(fmt::format("serial = {} OR fingerprint_sha256 = {}",
                                  bind(inventory::serial_form(text)),
                                  bind(inventory::fingerprint_form(text))));
}

std::string CertificateCondition::bind(store::Value value) {
    values_.push_back(std::move(value));
    return fmt::format("${}", values_.size());
}

std::string CertificateCondition::contains(std::string_view expression, const std::string& text) {
    return fmt::format("strpos({}, {}) > 0", expression, bind(text));
}

/// RFC 6125 section 6.4.3 for an exact host: a wildcard stands for exactly the left-most label.
std::string CertificateCondition::of_domain(const std::string& value) {
    const std::string domain = ascii::lower(value);
    if (!domain.starts_with("="))
        return "c.id IN (SELECT certificate FROM certificate_names WHERE " + contains("name", domain) + ")";
    const std::string host = domain.substr(1);
    const auto dot = host.find('.');
    return fmt::format("c.id IN (SELECT certificate FROM certificate_names WHERE name = {} OR name = {})",
                       bind(host), bind(dot == std::string::npos ? host : "*" + host.substr(dot)));
}

std::string CertificateCondition::of_tag(const std::string& value) {
    const auto equals = value.find('=');
    std::string holds = fmt::format("tag_key = {}", bind(value.substr(0, equals)));
    if (equals != std::string::npos)
        holds += fmt::format(" AND tag_value = {}", bind(value.substr(equals + 1)));
    return "c.id IN (SELECT certificate FROM certificate_tags WHERE " + holds + ")";
}

std::string CertificateCondition::of_fingerprint(const std::string& value) {
    const std::string digits = inventory::fingerprint_form(value);
    // Hexadecimal digits end below 'g'.
    return of_version(fmt::format("fingerprint_sha256 >= {} AND fingerprint_sha256 < {}", bind(digits),
                                  bind(digits + "g")));
}

std::string CertificateCondition::of_text(const std::string& value) {
    const std::string text = ascii::lower(value);
    return fmt::format(
        "(c.id IN (SELECT id FROM certificates WHERE {} OR {} OR {} OR {} "
        "UNION ALL SELECT certificate FROM certificate_names WHERE {} "
        "UNION ALL SELECT certificate FROM certificate_tags WHERE {} OR {} "
        "UNION ALL SELECT certificate FROM certificate_fields WHERE {} OR {}) OR {})",
        contains("name_key", text), contains("lower(owner)", text), contains("lower(description)", text),
        contains("lower(notes)", text), contains("name", text), contains("lower(tag_key)", text),
        contains("lower(tag_value)", text), contains("lower(field)", text), contains("lower(value)", text),
        of_identity(value));
}

std::string CertificateCondition::of_group(const std::string& value) {
    if (!connection_) return "FALSE";
    const Group group = filtered_group(*connection_, value);
    if (group.settings.rule)
        return CertificateFilter::parse(*group.settings.rule).to_sql(*connection_, now_, values_);
    return fmt::format("c.id IN (SELECT certificate FROM certificate_group_members WHERE group_id = {})",
                       bind(group.id));
}

bool is_about_version(std::string_view property) {
    constexpr std::array own{"name",    "owner",       "domain", "tag", "group",
                             "revoked", "fingerprint", "serial", "q"};
    return std::ranges::find(own, property) == own.end();
}

}  // namespace certwright::lifecycle
