#include "sandbox/faults/past_states.hpp"

#include <algorithm>
#include <utility>

namespace certwright::sandbox {
namespace {

constexpr int copies_per_lag = 8;

/// The other regions are there, and empty.
std::shared_ptr<Account> copy_of(Account& account, const std::string& region) {
    auto regions = std::exchange(account.regions, {});
    auto copy = std::make_shared<Account>(account);
    account.regions = std::move(regions);
    for (const auto& [name, state] : account.regions) {
        copy->regions.emplace(name, name == region ? state : RegionState{});
    }
    return copy;
}

std::string place_of(const std::string& account_id, const std::string& region) {
    return account_id + "/" + region;
}

}  // namespace

void PastStates::keep(Account& account, const std::string& region, Time now, Duration lag) {
    const std::scoped_lock lock{mutex_};
    auto& copies = copies_[place_of(account.id, region)];
    while (!copies.empty() && copies.front().until <= now - lag) copies.pop_front();
    if (!copies.empty() && now - copies.back().until < lag / copies_per_lag) return;
    copies.push_back({now, copy_of(account, region)});
}

std::shared_ptr<Account> PastStates::at(const std::string& account_id, const std::string& region,
                                        Time then) const {
    const std::scoped_lock lock{mutex_};
    const auto found = copies_.find(place_of(account_id, region));
    if (found == copies_.end()) return nullptr;
    const auto& copies = found->second;
    const auto copy =
        std::find_if(copies.begin(), copies.end(), [&](const Copy& each) { return each.until > then; });
    return copy == copies.end() ? nullptr : copy->account;
}

void PastStates::clear() {
    const std::scoped_lock lock{mutex_};
    copies_.clear();
}

}  // namespace certwright::sandbox
