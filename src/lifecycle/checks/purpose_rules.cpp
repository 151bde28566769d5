#include "lifecycle/checks/rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

bool has_word(const std::vector<std::string>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

}  // namespace

void check_purposes(const x509::Certificate& leaf, Findings& found) {
    const auto& purposes = leaf.extended_key_usages;
    if (purposes.empty())
        found.push_back({.id = "no_extended_key_usage",
                         .severity = Severity::note,
                         .message =
                             "it does not say what it is for; Apple's clients and public authorities want "
                             "TLS_WEB_SERVER_AUTHENTICATION",
                         .hint = "have it issued with that extended key usage"});
    else if (!has_word(purposes, "TLS_WEB_SERVER_AUTHENTICATION") && !has_word(purposes, "ANY"))
        found.push_back({.id = "not_for_servers",
                         .severity = Severity::error,
                         .message = fmt::format("clients do not accept it from a server: it is for {} only",
                                                fmt::join(purposes, ", ")),
                         .hint = "have it issued with TLS_WEB_SERVER_AUTHENTICATION"});
    if (!leaf.key_usages.empty() && !has_word(leaf.key_usages, "DIGITAL_SIGNATURE"))
        found.push_back(
            {.id = "key_usage",
             .severity = Severity::warning,
             .message = "its key may not make signatures, which TLS 1.3 and every modern cipher suite need",
             .hint = "have it issued with the key usage DIGITAL_SIGNATURE"});
}

}  // namespace certwright::lifecycle
