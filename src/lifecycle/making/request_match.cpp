#include "lifecycle/making/request_match.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace certwright::lifecycle {
namespace {

using NameSet = std::set<std::string>;

std::string common_name_of(const x509::DistinguishedName& subject) {
    const auto found = std::ranges::find(subject.rbegin(), subject.rend(), "CN", &x509::NameAttribute::type);
    return found == subject.rend() ? std::string{} : ascii::lower(found->value);
}

/// A request without names means its common name.
NameSet asked_names(const x509::Request& asked) {
    NameSet names;
    for (const x509::AlternativeName& name : asked.names) names.insert(ascii::lower(name.value));
    if (const std::string host = common_name_of(asked.subject_parts); names.empty() && !host.empty())
        names.insert(host);
    return names;
}

NameSet names_that_came(const x509::Certificate& came) {
    NameSet names;
    for (const auto* kind : {&came.dns_names, &came.ip_addresses, &came.emails, &came.uris})
        for (const std::string& name : *kind) names.insert(ascii::lower(name));
    if (names.empty() && !came.common_name.empty()) names.insert(ascii::lower(came.common_name));
    return names;
}

/// Without the hosts that are www. and another host of the request.
NameSet without_www(const NameSet& names) {
    constexpr std::string_view www = "www.";
    NameSet left;
    for (const std::string& name : names)
        if (!name.starts_with(www) || !names.contains(name.substr(www.size()))) left.insert(name);
    return left;
}

}  // namespace

std::optional<int> distance_between(const x509::Request& asked, const x509::Certificate& came) {
    const bool same_subject = asked.subject == came.subject;
    const NameSet wanted = asked_names(asked);
    NameSet had = names_that_came(came);
    if (wanted.empty()) return same_subject ? std::optional{0} : std::nullopt;
    if (wanted == had) return same_subject ? 0 : 1;
    // What clients look at beside alternative names is no common name (RFC 6125 section 6.4.4).
    if (asked.names.empty() && !came.common_name.empty()) had.insert(ascii::lower(came.common_name));
    if (std::ranges::includes(had, wanted)) return 2;
    if (std::ranges::includes(had, without_www(wanted))) return 3;
    return std::nullopt;
}

}  // namespace certwright::lifecycle
