#include "lifecycle/deployment/sync_state.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "inventory/sync_state_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

using inventory::sync_state_names;
static_assert(static_cast<std::size_t>(SyncState::differs_between_regions) + 1 == sync_state_names.size());

bool has_fingerprint(const std::vector<Held::Version>& versions, const std::string& fingerprint) {
    return std::ranges::find(versions, fingerprint, &Held::Version::fingerprint_sha256) != versions.end();
}

bool is_known_key(const Held& held, const std::string& spki) {
    return held.current.spki_sha256 == spki ||
           std::ranges::find(held.others, spki, &Held::Version::spki_sha256) != held.others.end();
}

bool is_renewed_by_aws(const Served& served) {
    return served.service == "acm" && served.type != "IMPORTED";
}

}  // namespace

std::string_view to_string(SyncState state) {
    return sync_state_names.at(static_cast<std::size_t>(state));
}

SyncState parse_sync_state(std::string_view text) {
    const auto found = std::ranges::find(sync_state_names, text);
    if (found != sync_state_names.end()) return static_cast<SyncState>(found - sync_state_names.begin());
    throw Error{Fault::invalid, fmt::format("unknown sync state {}", in_quotes(text)),
                fmt::format("sync states are {}", fmt::join(sync_state_names, ", "))};
}

bool is_mismatch(SyncState state) {
    return state != SyncState::in_sync && state != SyncState::unknown;
}

SyncState sync_state(const Held& held, const Served& served) {
    if (served.is_missing) return SyncState::missing_in_aws;
    if (served.fingerprint_sha256.empty() || !served.not_before || !served.not_after)
        return SyncState::unknown;
    if (served.fingerprint_sha256 == held.current.fingerprint_sha256) return SyncState::in_sync;
    if (has_fingerprint(held.others, served.fingerprint_sha256)) return SyncState::repository_newer;
    if (!is_renewed_by_aws(served) && !is_known_key(held, served.spki_sha256))
        return SyncState::different_key;
    const bool ends_later = *served.not_after > held.current.not_after;
    const bool is_issued_again =
        *served.not_after == held.current.not_after && *served.not_before >= held.current.not_before;
    return ends_later || is_issued_again ? SyncState::aws_newer : SyncState::repository_newer;
}

std::vector<SyncState> sync_states(const Held& held, const std::vector<Served>& served) {
    std::vector<SyncState> states;
    std::vector<std::string_view> newer;
    for (const Served& one : served) {
        states.push_back(sync_state(held, one));
        if (states.back() == SyncState::aws_newer) newer.push_back(one.fingerprint_sha256);
    }
    if (std::ranges::adjacent_find(newer, std::ranges::not_equal_to{}) != newer.end())
        std::ranges::replace(states, SyncState::aws_newer, SyncState::differs_between_regions);
    return states;
}

SyncState sync_state_of_all(const std::vector<SyncState>& states) {
    std::vector<SyncState> known;
    std::ranges::remove_copy(states, std::back_inserter(known), SyncState::unknown);
    const bool some_unknown = known.size() < states.size();
    if (known.empty()) return some_unknown ? SyncState::unknown : SyncState::in_sync;
    if (std::ranges::adjacent_find(known, std::ranges::not_equal_to{}) != known.end())
        return SyncState::differs_between_regions;
    return some_unknown && !is_mismatch(known.front()) ? SyncState::unknown : known.front();
}

}  // namespace certwright::lifecycle
