#include "sandbox/acm/validation.hpp"

#include "crypto/digest.hpp"
#include "sandbox/acm/requested_names.hpp"

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

std::string label_of(std::string_view what, const std::string& account_id, const std::string& domain) {
    return "_" + crypto::sha256_hex(std::string{what} + "|" + account_id + "|" + domain).substr(0, 32);
}

/// AWS spreads the targets over ten random letters; here they follow from the name.
std::string middle_label(const std::string& domain) {
    std::string letters;
    for (const auto byte : crypto::sha256("middle|" + domain)) {
        if (letters.size() == 10) break;
        letters += static_cast<char>('a' + byte % 26);
    }
    return letters;
}

}  // namespace

void show_record(DomainValidation& validation, const std::string& account_id) {
    const std::string domain = without_wildcard(validation.domain);
    validation.record_name = label_of("name", account_id, domain) + "." + domain + ".";
    validation.record_value =
        label_of("value", account_id, domain) + "." + middle_label(domain) + ".acm-validations.aws.";
}

std::vector<std::string> asked_addresses(const std::string& domain) {
    std::string at = without_wildcard(domain);
    if (at.starts_with("www.")) at = at.substr(4);
    std::vector<std::string> addresses;
    for (const auto* name : {"admin", "administrator", "hostmaster", "postmaster", "webmaster"}) {
        addresses.push_back(std::string{name} + "@" + at);
    }
    return addresses;
}

std::string approval_of(const Certificate& certificate, const DomainValidation& validation) {
    return crypto::sha256_hex(certificate.approval_secret + "|" + validation.domain + "|" +
                              std::to_string(to_micros(validation.asked_at)));
}

bool is_proved(const std::vector<DomainValidation>& validations) {
    return std::all_of(validations.begin(), validations.end(),
                       [](const auto& validation) { return validation.status == "SUCCESS"; });
}

}  // namespace certwright::sandbox::acm
