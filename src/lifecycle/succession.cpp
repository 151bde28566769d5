#include "lifecycle/succession.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

bool share_a_name(const Facts& one, const Facts& other) {
    if (one.names.empty() && other.names.empty()) return one.subject == other.subject;
    return std::ranges::any_of(
        one.names, [&](const std::string& name) { return std::ranges::binary_search(other.names, name); });
}

}  // namespace

std::optional<Refusal> why_no_successor(const Certificate& certificate, const std::vector<Version>& versions,
                                        const Facts& brought) {
    if (share_a_name(certificate.current.facts, brought)) return std::nullopt;
    const auto has_its_key = [&](const Version& one) { return one.facts.spki_sha256 == brought.spki_sha256; };
    if (std::ranges::any_of(versions, has_its_key)) return std::nullopt;
    return Refusal{
        "nothing_in_common",
        fmt::format("it is for {} and has another key, while {} is for {}", in_quotes(brought.domain_name),
                    in_quotes(certificate.settings.name), in_quotes(certificate.current.facts.domain_name)),
        "bring it in under another name, or with \"anyway\" (--anyway) if that is meant"};
}

std::optional<Refusal> why_not_current(const Facts& brought, Time now) {
    if (brought.not_after > now) return std::nullopt;
    return Refusal{"expired", fmt::format("it ended at {}", format_rfc3339(brought.not_after)),
                   "take it in as a certificate of its own, or with \"anyway\" (--anyway) if that is meant"};
}

}  // namespace certwright::lifecycle
