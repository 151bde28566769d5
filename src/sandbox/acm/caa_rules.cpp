#include "sandbox/acm/caa_rules.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <string>

namespace certwright::sandbox::acm {
namespace {

/// What stands before the parameters: "amazon.com; accounturi=…".
std::string issuer_domain(const std::string& value) {
    std::string domain = value.substr(0, value.find(';'));
    std::erase_if(domain, [](char c) { return c == ' ' || c == '\t'; });
    return ascii::lower(domain);
}

bool is_amazon(const std::string& domain) {
    for (const auto* own : {"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"}) {
        if (domain == own) return true;
    }
    return false;
}

bool is_known(const std::string& tag) {
    for (const auto* known :
         {"issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail", "contactphone"}) {
        if (tag == known) return true;
    }
    return false;
}

}  // namespace

bool lets_amazon_issue(const std::vector<dns::Caa>& records, bool wildcard) {
    const auto has = [&](std::string_view tag) {
        return std::any_of(records.begin(), records.end(),
                           [&](const auto& record) { return record.tag == tag; });
    };
    // What is critical and not understood forbids (section 4.1).
    const bool unknown = std::any_of(records.begin(), records.end(), [](const auto& record) {
        return record.critical && !is_known(record.tag);
    });
    if (unknown) return false;
    const std::string tag = wildcard && has("issuewild") ? "issuewild" : "issue";
    if (!has(tag)) return true;
    return std::any_of(records.begin(), records.end(), [&](const auto& record) {
        return record.tag == tag && is_amazon(issuer_domain(record.value));
    });
}

}  // namespace certwright::sandbox::acm
