#include "lifecycle/deployment/sameness.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace certwright::lifecycle {
namespace {

/// A listing has the common name among its names, also where the certificate's own names are without it.
bool are_names_of(const Content& content, const std::vector<std::string>& listed) {
    if (listed == content.names) return true;
    std::vector<std::string> with_common_name = content.names;
    with_common_name.push_back(ascii::lower(content.leaf.common_name));
    std::ranges::sort(with_common_name);
    return listed == with_common_name;
}

std::optional<Sameness> sameness_of(const Content& content, const Served& served) {
    if (served.fingerprint_sha256 == content.leaf.fingerprint_sha256) return Sameness::fingerprint;
    if (served.spki_sha256 == content.leaf.spki_sha256) return Sameness::key;
    if (!served.names.empty() && are_names_of(content, served.names)) return Sameness::names;
    return std::nullopt;
}

std::string obstacle_of(const Served& served, const std::string& deployment) {
    if (served.service == "iam") return "certificates in IAM cannot be replaced, only followed by others";
    if (served.type == "AMAZON_ISSUED")
        return "AWS issued it and renews it itself; only imported ones can be replaced";
    if (served.type == "PRIVATE")
        return "it comes from a private CA of AWS; only imported ones can be replaced";
    if (served.type != "IMPORTED")
        return fmt::format("it is {}; only imported ones can be replaced", served.type);
    if (!served.deployment.empty() && served.deployment != deployment)
        return fmt::format("deployment {} keeps it", served.deployment);
    return {};
}

/// Orders candidates, the best first.
auto rank_of(const Candidate& candidate, const Served& served) {
    return std::tuple{candidate.why, !candidate.is_replaceable(), served.in_use_by.empty(),
                      -to_micros(served.not_after.value_or(Time{})), served.arn};
}

bool may_be(const std::optional<Time>& known, Time expected) {
    return !known || *known == expected;
}

}  // namespace

std::string_view to_string(Sameness sameness) {
    switch (sameness) {
        case Sameness::fingerprint:
            return "fingerprint";
        case Sameness::key:
            return "key";
        case Sameness::names:
            return "names";
    }
    ensure(false, "a sameness is one of the enumeration");
    return {};
}

std::vector<Candidate> find_same(const Content& content, const std::vector<Served>& in_region,
                                 const std::string& deployment) {
    std::vector<std::pair<Candidate, const Served*>> found;
    for (const Served& served : in_region) {
        if (served.is_missing) continue;
        if (const auto why = sameness_of(content, served))
            found.emplace_back(Candidate{served.arn, *why, obstacle_of(served, deployment), served.not_after,
                                         served.in_use_by.size()},
                               &served);
    }
    std::ranges::sort(found, {}, [](const auto& pair) { return rank_of(pair.first, *pair.second); });
    std::vector<Candidate> candidates;
    for (auto& [candidate, served] : found) candidates.push_back(std::move(candidate));
    return candidates;
}

std::vector<std::string> undecided(const Content& content, const std::vector<Served>& in_region) {
    std::vector<std::string> arns;
    for (const Served& served : in_region) {
        if (served.is_missing || !served.fingerprint_sha256.empty()) continue;
        const bool names_fit = served.names.empty() || are_names_of(content, served.names);
        const bool key_fits =
            served.key_algorithm.empty() || served.key_algorithm == content.leaf.key_algorithm;
        if (names_fit && key_fits && may_be(served.not_before, content.leaf.not_before) &&
            may_be(served.not_after, content.leaf.not_after))
            arns.push_back(served.arn);
    }
    return arns;
}

bool may_have_same_names(const Content& content, const Served& served) {
    if (served.is_missing || !served.names.empty()) return false;
    return served.common_name == ascii::lower(content.leaf.common_name) ||
           std::ranges::binary_search(content.names, served.common_name);
}

bool may_have_same_key(const Content& content, const Served& served) {
    if (served.is_missing || !served.spki_sha256.empty() || served.type != "IMPORTED") return false;
    if (!served.key_algorithm.empty() && served.key_algorithm != content.leaf.key_algorithm) return false;
    const auto is_ours = [&](const std::string& name) {
        return std::ranges::binary_search(content.names, name);
    };
    return is_ours(served.common_name) || std::ranges::any_of(served.names, is_ours);
}

bool is_chain_served(const std::vector<std::string>& issuers, const Served& served) {
    if (!served.issuers) return true;
    return served.issuers->size() >= issuers.size() &&
           std::equal(issuers.begin(), issuers.end(), served.issuers->begin());
}

}  // namespace certwright::lifecycle
