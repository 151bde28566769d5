#include "lifecycle/checks/rules.hpp"
#include "lifecycle/deployment/advice.hpp"
#include "lifecycle/deployment/lifetime_limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

void check_end(const x509::Certificate& leaf, Time now, Findings& found) {
    const Duration left = leaf.not_after - now;
    const Duration soon = std::min<Duration>(std::chrono::days{30}, (leaf.not_after - leaf.not_before) / 3);
    if (left < Duration{0} || left >= soon) return;
    const auto whole = std::chrono::floor<std::chrono::days>(left).count();
    found.push_back({.id = "expires_soon",
                     .severity = Severity::warning,
                     .message = whole == 0   ? std::string{"it expires within a day"}
                                : whole == 1 ? std::string{"it expires in a day"}
                                             : fmt::format("it expires in {} days", whole),
                     .hint = "renew it, and put the new version where it is used"});
}

void check_present_limit(const x509::Certificate& leaf, Findings& found) {
    const auto longest = longest_public_lifetime(leaf.not_before);
    const auto lifetime = lifetime_in_days(leaf);
    if (!longest || lifetime <= *longest) return;
    found.push_back(
        {.id = "lifetime_too_long",
         .severity = Severity::warning,
         .message = fmt::format("it is valid for {} days; of public authorities clients accept {} "
                                "for what is issued that day",
                                lifetime, *longest),
         .hint = "nothing is wrong when it is of a private authority; else have it issued for less"});
}

}  // namespace

void check_lifetime(const x509::Certificate& leaf, Time now, Findings& found) {
    check_end(leaf, now, found);
    // Authorities live for years, and what is signed by itself nobody limits.
    if (leaf.is_ca || leaf.is_self_signed) return;
    check_present_limit(leaf, found);
    if (const auto advice = lifetime_advice(leaf))
        found.push_back({.id = advice->rule,
                         .severity = Severity::note,
                         .message = advice->message,
                         .hint = "see that renewals run by themselves before then"});
}

}  // namespace certwright::lifecycle
