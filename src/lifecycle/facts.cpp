#include "lifecycle/facts.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace certwright::lifecycle {
namespace {

// RFC 1035 section 2.3.4 allows 255; what is longer names no host, and no index takes it.
constexpr std::size_t longest_name = 255;

std::vector<std::string> names_of(const x509::Certificate& certificate) {
    std::vector<std::string> names;
    for (const std::string& name : certificate.dns_names) names.push_back(ascii::lower(name));
    for (const std::string& address : certificate.ip_addresses) names.push_back(ascii::lower(address));
    // Those of before RFC 2818 have their only name there.
    if (names.empty() && !certificate.common_name.empty())
        names.push_back(ascii::lower(certificate.common_name));
    std::erase_if(names, [](const std::string& name) { return name.size() > longest_name; });
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

}  // namespace

Facts facts_of(const x509::Certificate& certificate) {
    Facts facts;
    facts.fingerprint_sha256 = certificate.fingerprint_sha256;
    facts.spki_sha256 = certificate.spki_sha256;
    facts.serial = certificate.serial;
    facts.subject = certificate.subject;
    facts.issuer = certificate.issuer;
    facts.names = names_of(certificate);
    facts.domain_name = certificate.common_name;
    if (facts.domain_name.empty() && !facts.names.empty()) facts.domain_name = facts.names.front();
    if (facts.domain_name.empty()) facts.domain_name = certificate.subject;
    facts.domain_name = utf8_prefix(facts.domain_name, longest_name);
    facts.key_algorithm = certificate.key_algorithm;
    facts.signature_algorithm = certificate.signature_algorithm;
    facts.not_before = certificate.not_before;
    facts.not_after = certificate.not_after;
    facts.is_ca = certificate.is_ca;
    facts.is_self_signed = certificate.is_self_signed;
    return facts;
}

}  // namespace certwright::lifecycle
