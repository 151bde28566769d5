#include "lifecycle/deployment/reimport_rules.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

/// "RSA" of "RSA_2048"
std::string_view key_type(std::string_view key_algorithm) {
    return key_algorithm.substr(0, key_algorithm.find('_'));
}

void judge_key_change(const Content& content, const Served& target, std::vector<Refusal>& found) {
    const std::string& now = target.key_algorithm;
    const std::string& then = content.leaf.key_algorithm;
    if (now.empty() || now == then) return;
    const bool other_type = key_type(now) != key_type(then);
    found.push_back({other_type ? "key_type_changes" : "key_size_changes",
                     fmt::format("the key would change from {} to {}", now, then),
                     "import it as a new certificate, move what uses the old one, then delete that"});
}

/// ACM takes the common name for one, whatever it looks like.
std::vector<std::string> with_common_name(std::vector<std::string> names, const std::string& common_name) {
    std::string name = ascii::lower(common_name);
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    return names;
}

void judge_names(const Content& content, const Served& target, std::vector<Refusal>& found) {
    const auto before = with_common_name(target.names, target.common_name);
    const auto after = with_common_name(content.names, content.leaf.common_name);
    const auto stays = [&](const std::string& name) { return std::ranges::find(after, name) != after.end(); };
    if (before.empty() || std::ranges::any_of(before, stays)) return;
    found.push_back({"all_names_change",
                     fmt::format("none of the names {} would remain",
                                 in_quotes(fmt::format("{}", fmt::join(before, ", ")))),
                     "keep at least one name, or import it as a new certificate"});
}

/// Usages of a certificate that may go, and the word by which ACM says that it has no such extension.
struct Dispensable {
    std::string_view usage, no_extension;
};

std::vector<std::string> lost(const std::optional<std::vector<std::string>>& before,
                              const std::vector<std::string>& after, const Dispensable& dispensable) {
    std::vector<std::string> gone;
    if (!before) return gone;
    for (const std::string& usage : *before)
        if (usage != dispensable.no_extension && usage != dispensable.usage &&
            std::ranges::find(after, usage) == after.end())
            gone.push_back(usage);
    return gone;
}

void judge_usages(const Content& content, const Served& target, std::vector<Refusal>& found) {
    constexpr std::string_view hint = "have the certificate issued with all that the old one has";
    const bool elliptic = content.leaf.key_algorithm.starts_with("EC_");
    const auto usages = lost(target.key_usages, content.leaf.key_usages,
                             {elliptic ? "KEY_ENCIPHERMENT" : std::string_view{}, "ANY"});
    if (!usages.empty())
        found.push_back({"key_usage_lost",
                         fmt::format("the key usage {} would be lost", fmt::join(usages, ", ")),
                         std::string{hint}});
    const auto purposes = lost(target.extended_key_usages, content.leaf.extended_key_usages,
                               {"TLS_WEB_CLIENT_AUTHENTICATION", "NONE"});
    if (!purposes.empty())
        found.push_back({"extended_key_usage_lost",
                         fmt::format("the extended key usage {} would be lost", fmt::join(purposes, ", ")),
                         std::string{hint}});
}

}  // namespace

std::vector<Refusal> reimport_refusals(const Content& content, const Served& target, bool sends_tags) {
    if (target.service == "iam")
        return {{"not_imported", "a server certificate in IAM cannot be replaced",
                 "upload it under a new name, move what uses the old one, then delete that"}};
    if (target.type != "IMPORTED")
        return {{"not_imported", fmt::format("{} was not imported but comes from AWS", target.arn),
                 "only imported certificates can be replaced; import it as a new one"}};
    std::vector<Refusal> found;
    judge_key_change(content, target, found);
    judge_names(content, target, found);
    judge_usages(content, target, found);
    if (sends_tags)
        found.push_back({"tags_on_reimport", "tags cannot be given when a certificate is replaced",
                         "the old ones stay; change them afterwards"});
    return found;
}

}  // namespace certwright::lifecycle
