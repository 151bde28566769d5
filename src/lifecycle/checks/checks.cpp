#include "lifecycle/checks/checks.hpp"

#include "base/error.hpp"
#include "lifecycle/checks/rules.hpp"
#include "lifecycle/deployment/import_rules.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace certwright::lifecycle {
namespace {

/// How grave it is beyond ACM what ACM refuses; whatever is not named here matters there alone.
Severity severity_of_refusal(std::string_view rule, bool is_authority) {
    constexpr std::array<std::string_view, 4> everywhere{"expired", "key_mismatch", "chain_order",
                                                         "no_host_name"};
    constexpr std::array<std::string_view, 2> known_well{"no_private_key", "not_yet_valid"};
    if (is_authority && rule == "no_host_name") return Severity::note;
    if (std::ranges::find(everywhere, rule) != everywhere.end()) return Severity::error;
    if (is_authority || std::ranges::find(known_well, rule) != known_well.end()) return Severity::note;
    return Severity::warning;
}

void add_refusals(const Examined& examined, Time now, Findings& found) {
    for (Refusal& refusal : acm_import_refusals(examined.content, now))
        found.push_back({.id = refusal.rule,
                         .severity = severity_of_refusal(refusal.rule, examined.leaf().is_ca),
                         .message = std::move(refusal.message),
                         .hint = std::move(refusal.hint),
                         .refused_by_acm = true});
}

void check_revocation(const Examined& examined, Findings& found) {
    for (Refusal& refusal : revocation_refusals(examined.content))
        found.push_back({.id = refusal.rule,
                         .severity = Severity::error,
                         .message = std::move(refusal.message),
                         .hint = std::move(refusal.hint),
                         .refused_by_acm = true});
}

}  // namespace

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            return "note";
    }
    throw Error{Fault::internal, "unknown severity"};
}

Findings check(const Examined& examined, Time now) {
    Findings found;
    const x509::Certificate& leaf = examined.leaf();
    add_refusals(examined, now, found);
    check_revocation(examined, found);
    check_lifetime(leaf, now, found);
    check_key_strength(leaf, found);
    check_signature(leaf, found);
    if (!leaf.is_ca) {
        check_names(leaf, found);
        check_purposes(leaf, found);
    }
    check_chain(examined, now, found);
    std::ranges::stable_sort(found, {}, &Finding::severity);
    return found;
}

bool is_accepted_by_acm(const Findings& findings) {
    return std::ranges::none_of(findings, &Finding::refused_by_acm);
}

}  // namespace certwright::lifecycle
