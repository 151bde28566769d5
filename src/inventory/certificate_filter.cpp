#include "inventory/certificate_filter.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "inventory/serial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace certwright::inventory {
namespace {

std::string fingerprint_form(std::string_view text) {
    std::string digits;
    for (const char c : ascii::lower(text))
        if (c != ':' && c != ' ') digits += c;
    return digits;
}

/// LIKE's own signs lose their meaning; `*` becomes its `%`.
std::string like_pattern(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c == '*' ? '%' : c;
    }
    return pattern;
}

[[noreturn]] void refuse(const std::string& property, const std::string& value, const std::string& expected) {
    throw Error{Fault::invalid,
                fmt::format("cannot filter by {} {}: {}", property, in_quotes(value), expected)}
        .with_field(property, expected);
}

bool is_true(const std::string& property, const std::string& value) {
    if (value == "true") return true;
    if (value == "false") return false;
    refuse(property, value, "must be true or false");
}

int days(const std::string& property, const std::string& value) {
    int number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size() || number < 0 || number > 36500)
        refuse(property, value, "must be a number of days from 0 to 36500");
    return number;
}

/// As the index on it has it (certificate_sort.cpp); what has no date never expires.
constexpr std::string_view expiry = "COALESCE(c.not_after, 9223372036854775807)";
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

/// Builds the condition of one value of one property.
class Condition {
  public:
    Condition(store::Dialect dialect, Time now, store::Values& values)
        : dialect_(dialect), now_(now), values_(values) {}

    std::string of(const std::string& property, const std::string& value) {
        if (property == "account") return of_account(value);
        if (property == "name") return of_name(value);
        if (property == "covers") return of_covers(value);
        if (property == "tag") return of_tag(value);
        if (property == "q") return of_text(value);
        if (property == "in_use") return fmt::format("c.in_use = {}", bind(is_true(property, value)));
        if (property == "expires_within")
            return fmt::format("({0} > {1} AND {0} <= {2})", expiry, bind(now_),
                               bind(now_ + std::chrono::days{days(property, value)}));
        if (property == "expired")
            return fmt::format("{} {} {}", expiry, is_true(property, value) ? "<=" : ">", bind(now_));
        if (property == "missing")
            return is_true(property, value) ? std::string{missing} : "c.missing_since IS NULL";
        if (property == "fingerprint") return starts_with("c.fingerprint_sha256", fingerprint_form(value));
        if (property == "serial") return fmt::format("c.serial = {}", bind(serial_form(value)));
        if (property == "issuer") return of_issuer(value);
        return fmt::format("c.{} = {}", property, bind(value));
    }

  private:
    std::string bind(store::Value value) {
        values_.push_back(std::move(value));
        return fmt::format("${}", values_.size());
    }

    std::string contains(std::string_view expression, const std::string& text) {
        const auto* function = dialect_ == store::Dialect::sqlite ? "instr" : "strpos";
        return fmt::format("{}({}, {}) > 0", function, expression, bind(text));
    }

    /// As a range, which an index can answer. Hexadecimal digits end below 'g'.
    std::string starts_with(std::string_view column, const std::string& prefix) {
        const std::string least = bind(prefix);
        return fmt::format("({0} >= {1} AND {0} < {2})", column, least, bind(prefix + "g"));
    }

    std::string of_account(const std::string& value) {
        const std::string exact = bind(value);
        return fmt::format(
            "c.account IN (SELECT id FROM accounts WHERE id = {0} OR aws_account_id = {0} OR name_key = {1})",
            exact, bind(ascii::lower(value)));
    }

    std::string of_name(const std::string& value) {
        const std::string name = ascii::lower(value);
        std::string holds;
        if (name.starts_with("="))
            holds = fmt::format("name = {}", bind(name.substr(1)));
        else if (name.find('*') == std::string::npos)
            holds = contains("name", name);
        else if (name.starts_with("*.") && name.find('*', 1) == std::string::npos)
            // One label, as a wildcard certificate covers it: nothing deeper.
            holds = fmt::format("(name LIKE {} ESCAPE '\\' AND name NOT LIKE {} ESCAPE '\\')",
                                bind(like_pattern(name)), bind("%." + like_pattern(name)));
        else
            holds = fmt::format("name LIKE {} ESCAPE '\\'", bind(like_pattern(name)));
        return "c.id IN (SELECT certificate FROM aws_certificate_names WHERE " + holds + ")";
    }

    /// RFC 6125 section 6.4.3: a wildcard stands for exactly the left-most label.
    std::string of_covers(const std::string& value) {
        const std::string host = ascii::lower(value);
        const auto dot = host.find('.');
        const std::string wildcard = dot == std::string::npos ? host : "*" + host.substr(dot);
        return fmt::format(
            "c.id IN (SELECT certificate FROM aws_certificate_names WHERE name = {} OR name = {})",
            bind(host), bind(wildcard));
    }

    std::string of_tag(const std::string& value) {
        const auto equals = value.find('=');
        std::string holds = fmt::format("tag_key = {}", bind(value.substr(0, equals)));
        if (equals != std::string::npos)
            holds += fmt::format(" AND tag_value = {}", bind(value.substr(equals + 1)));
        return "c.id IN (SELECT certificate FROM aws_certificate_tags WHERE " + holds + ")";
    }

    std::string of_issuer(const std::string& value) {
        return fmt::format("COALESCE(c.issuer, '') IN ({}{})", issuers,
                           contains("lower(name)", ascii::lower(value)));
    }

    /// One set from all the places, so that each is searched once and not for each certificate. Tags
    /// repeat: distinct ones first; the LIMIT keeps SQLite from searching before it has made them
    /// distinct.
    std::string of_text(const std::string& value) {
        const std::string text = ascii::lower(value);
        return fmt::format(
            "c.id IN (SELECT certificate FROM aws_certificate_names WHERE {} "
            "UNION ALL SELECT id FROM aws_certificates WHERE {} "
            "UNION ALL SELECT id FROM aws_certificates WHERE serial = {} "
            "UNION ALL SELECT id FROM aws_certificates WHERE {} "
            "UNION ALL SELECT t.certificate FROM (SELECT DISTINCT tag_key, tag_value FROM "
            "aws_certificate_tags "
            "LIMIT 1000000000) d JOIN aws_certificate_tags t ON t.tag_key = d.tag_key AND t.tag_value = "
            "d.tag_value "
            "WHERE {} OR {})",
            contains("name", text), contains("lower(arn)", text), bind(serial_form(value)),
            starts_with("fingerprint_sha256", fingerprint_form(value)), contains("lower(d.tag_value)", text),
            contains("lower(d.tag_key)", text));
    }

    store::Dialect dialect_;
    Time now_;
    store::Values& values_;
};

}  // namespace

const std::vector<std::pair<std::string_view, std::string_view>>& CertificateFilter::properties() {
    static const std::vector<std::pair<std::string_view, std::string_view>> all{
        {"account", "an account's name, id or twelve-digit AWS account id"},
        {"region", "a region, or aws-global for IAM"},
        {"service", "acm or iam"},
        {"type", "AMAZON_ISSUED, PRIVATE or IMPORTED"},
        {"status", "ISSUED, PENDING_VALIDATION, EXPIRED, …"},
        {"name", "part of any name; with * a pattern; =NAME exactly that name"},
        {"covers", "certificates that are valid for this host, wildcards included"},
        {"arn", "exactly this ARN"},
        {"key_algorithm", "RSA_2048, EC_prime256v1, …"},
        {"in_use", "true or false"},
        {"expires_within", "days from now; expired ones are left out"},
        {"expired", "true or false"},
        {"renewal_eligibility", "ELIGIBLE or INELIGIBLE"},
        {"renewal_status", "PENDING_AUTO_RENEWAL, PENDING_VALIDATION, SUCCESS or FAILED"},
        {"validation_method", "DNS, EMAIL or HTTP"},
        {"details_state", "pending, complete or failed"},
        {"tag", "a tag's key, or KEY=VALUE"},
        {"fingerprint", "the beginning of the SHA-256, with or without colons"},
        {"serial", "the serial number in hexadecimal, with or without colons"},
        {"issuer", "part of the issuer's name"},
        {"missing", "true: only what AWS no longer lists; false: only what it does"},
        {"q", "free text over names, ARN, tags, serial and fingerprint"}};
    return all;
}

CertificateFilter CertificateFilter::parse(
    const std::vector<std::pair<std::string, std::string>>& parameters) {
    CertificateFilter filter;
    for (const auto& [property, value] : parameters) {
        const auto& known = properties();
        const auto named = [&name = property](const auto& one) { return one.first == name; };
        if (std::find_if(known.begin(), known.end(), named) == known.end())
            refuse(property, value, "there is no such property");
        if (value.empty() || value.size() > 512) refuse(property, value, "must have 1 to 512 characters");
        auto term = std::find_if(filter.terms_.begin(), filter.terms_.end(),
                                 [&name = property](const Term& one) { return one.property == name; });
        if (term == filter.terms_.end()) term = filter.terms_.insert(term, Term{property, {}, {}});
        if (value.front() == '!')
            term->unwanted.push_back(value.substr(1));
        else
            term->wanted.push_back(value);
        if (term->wanted.size() + term->unwanted.size() > 50)
            refuse(property, value, "is repeated too often");
    }
    // Values are looked at now, so that a mistake is told before anything runs.
    store::Values ignored;
    filter.to_sql(store::Dialect::sqlite, Time{}, ignored);
    return filter;
}

std::string CertificateFilter::to_sql(store::Dialect dialect, Time now, store::Values& values) const {
    Condition condition{dialect, now, values};
    std::string sql = "TRUE";
    for (const Term& term : terms_) {
        std::string any;
        for (const std::string& value : term.wanted)
            (any += any.empty() ? "" : " OR ") += condition.of(term.property, value);
        if (!any.empty()) sql += " AND (" + any + ")";
        for (const std::string& value : term.unwanted)
            sql += " AND NOT COALESCE(" + condition.of(term.property, value) + ", FALSE)";
    }
    return sql;
}

}  // namespace certwright::inventory
