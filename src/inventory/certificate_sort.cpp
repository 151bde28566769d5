#include "inventory/certificate_sort.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::inventory {

const std::vector<std::string_view>& CertificateSort::fields() {
    static const std::vector<std::string_view> all{
        "not_after",     "domain_name",     "account",       "region", "service",
        "type",          "status",          "key_algorithm", "in_use", "renewal_eligibility",
        "first_seen_at", "last_changed_at", "created_at",    "issuer"};
    return all;
}

CertificateSort CertificateSort::parse(std::string_view text) {
    CertificateSort sort;
    if (text.starts_with("-")) {
        sort.direction = Direction::descending;
        text.remove_prefix(1);
    }
    if (std::find(fields().begin(), fields().end(), text) == fields().end())
        throw Error{Fault::invalid, fmt::format("cannot sort by {}", in_quotes(text)),
                    fmt::format("sort by {}", fmt::join(fields(), ", "))}
            .with_field("sort", "is not a field that lists can be sorted by");
    sort.field = text;
    return sort;
}

std::string CertificateSort::expression() const {
    // What has no date yet comes last.
    if (field == "not_after" || field == "created_at")
        return "COALESCE(c." + field + ", 9223372036854775807)";
    if (field == "in_use") return "CASE WHEN c.in_use IS NULL THEN 2 WHEN c.in_use THEN 1 ELSE 0 END";
    if (field == "renewal_eligibility" || field == "issuer") return "COALESCE(c." + field + ", '')";
    if (field == "account") return "a.name_key";
    return "c." + field;
}

std::string_view CertificateSort::source() const {
    // CROSS JOIN keeps SQLite at reading the few accounts in order, and each one's certificates by id.
    if (field == "account") return "accounts a CROSS JOIN aws_certificates c WHERE c.account = a.id AND";
    return "aws_certificates c WHERE";
}

bool CertificateSort::is_numeric() const {
    return field == "not_after" || field == "created_at" || field == "first_seen_at" ||
           field == "last_changed_at" || field == "in_use";
}

}  // namespace certwright::inventory
