#include "inventory/certificate_condition.hpp"

#include "base/ascii.hpp"
#include "inventory/filter_terms.hpp"
#include "inventory/serial.hpp"
#include "inventory/sync_state_names.hpp"

#include <fmt/ranges.h>

#include <array>

namespace certwright::inventory {
namespace {

/// LIKE's own signs lose their meaning; `*` becomes its `%`.
std::string like_pattern(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c == '*' ? '%' : c;
    }
    return pattern;
}

// As the indexes on them have it (certificate_sort.cpp); what has no date never expires.
constexpr std::string_view expiry = "COALESCE(c.not_after, 9223372036854775807)";
constexpr std::string_view use = "CASE WHEN c.in_use IS NULL THEN 2 WHEN c.in_use THEN 1 ELSE 0 END";
/// Few are: found first, and not by walking along the order until a page is full.
constexpr std::string_view missing =
    "c.id IN (SELECT id FROM aws_certificates WHERE missing_since IS NOT NULL)";
/// Every issuer there is, by one step of the index for each, however many certificates it issued.
constexpr std::string_view issuers = R"(
    WITH RECURSIVE issuers (name) AS (
        SELECT min(COALESCE(issuer, '')) FROM aws_certificates
        UNION ALL
        SELECT (SELECT min(COALESCE(issuer, '')) FROM aws_certificates WHERE COALESCE(issuer, '') > issuers.name)
        FROM issuers WHERE issuers.name IS NOT NULL)
    SELECT name FROM issuers WHERE name <> '' AND )";

/// So many are named outright.
constexpr std::size_t few_ids = 2000;

}  // namespace

std::string CertificateCondition::of(const std::string& property, const std::string& value) {
    if (property == "account") return of_account(value);
    if (property == "name") return of_name(value);
    if (property == "covers") return of_covers(value);
    if (property == "tag") return of_tag(value);
    if (property == "q") return of_text(value);
    if (property == "in_use") return fmt::format("{} = {}", use, truth_of_filter(property, value) ? 1 : 0);
    if (property == "expires_within")
        return fmt::format("({0} > {1} AND {0} <= {2})", expiry, bind(now_),
                           bind(now_ + std::chrono::days{days_of_filter(property, value)}));
    if (property == "expired")
        return fmt::format("{} {} {}", expiry, truth_of_filter(property, value) ? "<=" : ">", bind(now_));
    if (property == "missing")
        return truth_of_filter(property, value) ? std::string{missing} : "c.missing_since IS NULL";
    if (property == "fingerprint") return starts_with("c.fingerprint_sha256", fingerprint_form(value));
    if (property == "serial") return fmt::format("c.serial = {}", bind(serial_form(value)));
    if (property == "issuer") return of_issuer(value);
    if (property == "sync_state") return of_sync_state(value);
    return fmt::format("c.{} = {}", property, bind(value));
}

std::string CertificateCondition::bind(store::Value value) {
    values_.push_back(std::move(value));
    return fmt::format("${}", values_.size());
}

std::string CertificateCondition::contains(std::string_view expression, const std::string& text) {
    return fmt::format("strpos({}, {}) > 0", expression, bind(text));
}

/// As a range, which an index can answer. Hexadecimal digits end below 'g'.
std::string CertificateCondition::starts_with(std::string_view column, const std::string& prefix) {
    const std::string least = bind(prefix);
    return fmt::format("({0} >= {1} AND {0} < {2})", column, least, bind(prefix + "g"));
}

std::string CertificateCondition::of_account(const std::string& value) {
    const std::string exact = bind(value);
    return fmt::format(
        "c.account IN (SELECT id FROM accounts WHERE id = {0} OR aws_account_id = {0} OR name_key = {1})",
        exact, bind(ascii::lower(value)));
}

std::string CertificateCondition::among(std::string (CertificateCondition::*certificates)(const std::string&),
                                        const std::string& text, std::string_view when_many) {
    if (connection_) {
        store::Values values;
        CertificateCondition alone{now_, values};
        const std::string sql = fmt::format("SELECT certificate FROM ({}) found LIMIT {}",
                                            (alone.*certificates)(text), few_ids + 1);
        const auto ids = connection_->list(sql, values, [](const store::Row& row) { return row.text(0); });
        if (ids.size() <= few_ids)
            return fmt::format("c.id = ANY(string_to_array({}, ','))",
                               bind(fmt::format("{}", fmt::join(ids, ","))));
    }
    return fmt::format(fmt::runtime(when_many), (this->*certificates)(text));
}

std::string CertificateCondition::of_name(const std::string& value) {
    const std::string name = ascii::lower(value);
    if (name.starts_with("="))
        return fmt::format("c.id IN (SELECT certificate FROM aws_certificate_names WHERE name = {})",
                           bind(name.substr(1)));
    return among(&CertificateCondition::names_holding, name, "c.id IN ({})");
}

std::string CertificateCondition::names_holding(const std::string& name) {
    std::string holds;
    if (name.find('*') == std::string::npos)
        holds = contains("name", name);
    else if (name.starts_with("*.") && name.find('*', 1) == std::string::npos)
        // One label, as a wildcard certificate covers it: nothing deeper.
        holds = fmt::format("(name LIKE {} ESCAPE '\\' AND name NOT LIKE {} ESCAPE '\\')",
                            bind(like_pattern(name)), bind("%." + like_pattern(name)));
    else
        holds = fmt::format("name LIKE {} ESCAPE '\\'", bind(like_pattern(name)));
    return "SELECT certificate FROM aws_certificate_names WHERE " + holds;
}

std::string CertificateCondition::of_covers(const std::string& value) {
    const auto [host, wildcard] = names_covering(value);
    return fmt::format("c.id IN (SELECT certificate FROM aws_certificate_names WHERE name = {} OR name = {})",
                       bind(host), bind(wildcard));
}

std::string CertificateCondition::of_tag(const std::string& value) {
    const auto equals = value.find('=');
    std::string holds = fmt::format("tag_key = {}", bind(value.substr(0, equals)));
    if (equals != std::string::npos)
        holds += fmt::format(" AND tag_value = {}", bind(value.substr(equals + 1)));
    return "c.id IN (SELECT certificate FROM aws_certificate_tags WHERE " + holds + ")";
}

/// Few are compared: found first.
std::string CertificateCondition::of_sync_state(const std::string& value) {
    constexpr std::string_view compared = R"({}c.id IN (
        SELECT x.id FROM aws_certificate_sync s JOIN aws_certificates x ON x.account = s.account AND x.arn = s.arn
        WHERE {}))";
    if (value == "unmanaged") return fmt::format(compared, "NOT ", "TRUE");
    if (value == "mismatch") return fmt::format(compared, "", "s.is_mismatch");
    if (value == "accepted") return fmt::format(compared, "", "s.accepted = s.served");
    for (const std::string_view state : sync_state_names)
        if (value == state) return fmt::format(compared, "", "s.state = " + bind(value));
    refuse_filter("sync_state", value,
                  fmt::format("mismatch, accepted, unmanaged, {}", fmt::join(sync_state_names, ", ")));
}

std::string CertificateCondition::of_issuer(const std::string& value) {
    const std::string text = ascii::lower(value);
    if (!connection_)
        return fmt::format("COALESCE(c.issuer, '') IN ({}{})", issuers, contains("lower(name)", text));
    const auto names = connection_->list(fmt::format("{}strpos(lower(name), $1) > 0", issuers), {text},
                                         [](const store::Row& row) { return row.text(0); });
    if (names.empty()) return "FALSE";
    return fmt::format("COALESCE(c.issuer, '') = ANY(string_to_array({}, chr(31)))",
                       bind(fmt::format("{}", fmt::join(names, "\x1f"))));
}

std::string CertificateCondition::of_text(const std::string& value) {
    // COALESCE keeps PostgreSQL from joining: it would search all the places again for each certificate.
    return among(&CertificateCondition::places_holding, value, "COALESCE(c.id IN ({}), FALSE)");
}

/// One set from all the places, so that each is searched once and not for each certificate. Tags
/// repeat: distinct ones first.
std::string CertificateCondition::places_holding(const std::string& value) {
    const std::string text = ascii::lower(value);
    return fmt::format(
        "SELECT certificate FROM aws_certificate_names WHERE {} "
        "UNION ALL SELECT id FROM aws_certificates WHERE {} "
        "UNION ALL SELECT id FROM aws_certificates WHERE serial = {} "
        "UNION ALL SELECT id FROM aws_certificates WHERE {} "
        "UNION ALL SELECT t.certificate FROM (SELECT DISTINCT tag_key, tag_value FROM "
        "aws_certificate_tags) d JOIN aws_certificate_tags t ON t.tag_key = d.tag_key AND t.tag_value = "
        "d.tag_value WHERE {} OR {}",
        contains("name", text), contains("lower(arn)", text), bind(serial_form(value)),
        starts_with("fingerprint_sha256", fingerprint_form(value)), contains("lower(d.tag_value)", text),
        contains("lower(d.tag_key)", text));
}

std::pair<std::string, std::string> names_covering(const std::string& host) {
    std::string name = ascii::lower(host);
    const auto dot = name.find('.');
    std::string wildcard = dot == std::string::npos ? name : "*" + name.substr(dot);
    return {std::move(name), std::move(wildcard)};
}

}  // namespace certwright::inventory
