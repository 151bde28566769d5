#include "sandbox/acm/requested_names.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/acm/punycode.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

/// The first name becomes the common name, which X.520 bounds.
constexpr std::size_t longest_common_name = 64;

/// "ab--c" is kept for prefixes such as xn-- (RFC 5891 section 4.2.3.1), behind which stands what can be
/// decoded (ACM user guide, certificate characteristics: "a valid internationalized domain name").
bool is_label(std::string_view label) {
    const bool has_prefix = label.size() >= 4 && label.substr(2, 2) == "--";
    return !has_prefix || (label.starts_with("xn--") && is_punycode(label.substr(4)));
}

void check_labels(const std::string& name) {
    std::size_t from = 0;
    while (from < name.size()) {
        const auto end = std::min(name.find('.', from), name.size());
        const auto label = name.substr(from, end - from);
        if (!is_label(label)) {
            throw ServiceError{
                "InvalidParameterException",
                fmt::format("The domain name {} has a label that is not valid: {}", name, label)};
        }
        from = end + 1;
    }
}

}  // namespace

std::string without_wildcard(const std::string& name) {
    return name.starts_with("*.") ? name.substr(2) : name;
}

bool is_same_or_above(const std::string& ancestor, const std::string& name) {
    return name == ancestor || name.ends_with("." + ancestor);
}

std::vector<std::string> requested_names(const json::object& input, std::size_t most_names) {
    std::vector<std::string> names{ascii::lower(json::text(input, "DomainName").value_or(""))};
    if (names.front().size() > longest_common_name) {
        throw ServiceError{"InvalidDomainValidationOptionsException",
                           "The first domain name can be no longer than 64 characters."};
    }
    for (const auto& name : json::texts(input, "SubjectAlternativeNames")) {
        auto wanted = ascii::lower(name);
        if (std::find(names.begin(), names.end(), wanted) == names.end()) names.push_back(std::move(wanted));
    }
    for (const auto& name : names) check_labels(name);
    if (names.size() > most_names) {
        throw ServiceError{
            "LimitExceededException",
            fmt::format("The number of domain names in the request, {}, exceeds the limit of {}. To "
                        "raise it, ask for a quota increase.",
                        names.size(), most_names)};
    }
    return names;
}

std::optional<std::string> refused_for(const std::string& name) {
    const std::string domain = without_wildcard(name);
    // "example" domains belong to IANA (RFC 6761); ACM wants to see more proof of them than anybody has.
    for (const auto* reserved : {"example.com", "example.net", "example.org"}) {
        if (is_same_or_above(reserved, domain)) return "ADDITIONAL_VERIFICATION_REQUIRED";
    }
    for (const auto* own : {"amazonaws.com", "cloudfront.net", "elasticbeanstalk.com"}) {
        if (is_same_or_above(own, domain)) return "DOMAIN_NOT_ALLOWED";
    }
    for (const auto* internal :
         {"local", "localhost", "internal", "invalid", "example", "lan", "home", "corp"}) {
        if (is_same_or_above(internal, domain)) return "INVALID_PUBLIC_DOMAIN";
    }
    return std::nullopt;
}

}  // namespace certwright::sandbox::acm
