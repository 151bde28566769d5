#include "sandbox/estate/estate.hpp"

#include "base/error.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/estate/drawn_certificate.hpp"
#include "sandbox/world/partitions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

namespace certwright::sandbox {
namespace {

constexpr Duration counted = std::chrono::days{365};

/// A place and its share.
struct Share {
    DrawnPlace place;
    acm::Store* store;
    std::size_t certificates;
};

std::vector<std::string> accounts_of(const World& world, const EstatePlan& plan) {
    if (plan.accounts.empty()) {
        std::vector<std::string> ids;
        for (const auto& [id, account] : world.accounts) ids.push_back(id);
        if (ids.empty()) throw Error{Fault::invalid, "cannot draw an estate: there is no account"};
        return ids;
    }
    for (const auto& id : plan.accounts) {
        if (!world.accounts.contains(id))
            throw Error{Fault::invalid, "cannot draw an estate: there is no account " + id};
    }
    return plan.accounts;
}

std::vector<std::string> regions_of(const Account& account, const EstatePlan& plan) {
    auto regions = plan.regions;
    // Those that everybody has come first.
    for (const bool opt_in : {false, true}) {
        if (!plan.regions.empty()) break;
        for (const auto& region : find_partition(account.partition)->regions) {
            if (region.opt_in == opt_in && regions.size() < plan.region_count) regions.push_back(region.name);
        }
    }
    for (const auto& region : regions) {
        if (!account.regions.contains(region))
            throw Error{Fault::invalid,
                        fmt::format("cannot draw an estate: {} has no region {}", account.partition, region)};
    }
    return regions;
}

std::vector<Share> shares_of(World& world, const EstatePlan& plan) {
    std::vector<Share> shares;
    std::size_t number = 0;
    for (const auto& id : accounts_of(world, plan)) {
        auto& account = world.accounts.at(id);
        for (const auto& region : regions_of(account, plan)) {
            account.disabled_regions.erase(region);
            Dice dice{plan.seed, 0x10000 + shares.size()};
            const auto authority = account.arn("acm-pca", region, "certificate-authority/" + dice.uuid());
            shares.push_back({{account.partition, id, region, Foundry::first_private + number, authority},
                              &account.regions.at(region).acm,
                              0});
        }
        ++number;
    }
    for (std::size_t at = 0; at < shares.size(); ++at)
        shares[at].certificates =
            plan.certificates / shares.size() + (at < plan.certificates % shares.size() ? 1 : 0);
    return shares;
}

std::vector<DrawnImport> draw_deck(const EstatePlan& plan, const Foundry& foundry, Time now) {
    std::vector<DrawnImport> deck;
    Dice dice{plan.seed, 0};
    for (std::size_t count = plan.certificates / 100 + 1; count > 0; --count)
        deck.push_back(draw_import(foundry, dice, now));
    return deck;
}

/// What was requested and imported within a year counts against the quotas.
void count_drawn(acm::Store& store, Time now) {
    for (const auto& [created_at, arn] : store.by_creation) {
        if (created_at + counted <= now) continue;
        const auto& certificate = store.certificates.at(arn);
        if (certificate.is_public()) store.requested.push_back(created_at);
        if (certificate.type == "IMPORTED") store.imported.push_back(created_at);
    }
    std::sort(store.requested.begin(), store.requested.end());
    std::sort(store.imported.begin(), store.imported.end());
}

void fill(World& world, const Share& share, const std::vector<DrawnImport>& deck, const Foundry& foundry,
          Dice dice, Time now) {
    for (std::size_t count = share.certificates; count > 0; --count) {
        auto drawn = draw_certificate(share.place, deck, foundry, dice, now);
        share.store->by_creation.emplace(drawn.created_at, drawn.arn);
        const std::string arn = drawn.arn;
        const auto& kept = share.store->certificates.emplace(arn, std::move(drawn)).first->second;
        acm::begin(world, kept, now);
    }
    count_drawn(*share.store, now);
}

}  // namespace

void draw_estate(World& world, const EstatePlan& plan, Time now) {
    const auto shares = shares_of(world, plan);
    const Foundry foundry{world, accounts_of(world, plan).size(), now};
    const auto deck = draw_deck(plan, foundry, now);
    // Each place has dice of its own, so that it does not matter who draws it.
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t at = next++; at < shares.size(); at = next++)
            fill(world, shares[at], deck, foundry, Dice{plan.seed, at + 1}, now);
    };
    std::vector<std::future<void>> workers;
    for (unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, 8U); count > 0; --count)
        workers.push_back(std::async(std::launch::async, work));
    for (auto& worker : workers) worker.get();
}

}  // namespace certwright::sandbox
