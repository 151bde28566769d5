#pragma once

#include "sandbox/acm/prover.hpp"
#include "sandbox/pki/key_maker.hpp"
#include "sandbox/pki/public_authority.hpp"
#include "sandbox/world/account.hpp"
#include "sandbox/world/agenda.hpp"
#include "sandbox/world/arrivals.hpp"
#include "sandbox/world/counting_lock.hpp"
#include "sandbox/world/organization.hpp"
#include "sandbox/world/own_zone.hpp"
#include "sandbox/world/settings.hpp"

#include <boost/describe/class.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox {

/// What a state file keeps of a world, but for its clock and its authorities: plain structs of described
/// members all the way down.
struct WorldState {
    std::map<std::string, Account, std::less<>> accounts;       ///< by number
    std::map<std::string, AccessKey, std::less<>> access_keys;  ///< by id; sessions too
    std::optional<Organization> organization;
    std::map<std::string, OwnZone, std::less<>> own_zones;  ///< by origin
};
BOOST_DESCRIBE_STRUCT(WorldState, (), (accounts, access_keys, organization, own_zones))

/// Everything that the sandbox holds. Operations find it locked; tasks of the agenda lock it themselves, and
/// never while they wait for DNS or mail.
struct World : WorldState {
    World(const Settings& settings_, const Clock& machine_)
        : settings(settings_), machine(machine_), clock(machine_), agenda(clock) {}

    const Settings& settings;
    const Clock& machine;
    VirtualClock clock;

    CountingLock lock;

    /// Announced whenever a message comes into a queue.
    Arrivals messages;

    KeyMaker keys;
    PublicAuthority public_authority{keys};
    /// Where the sandbox answers, without a slash at its end: "http://127.0.0.1:4566". Certificates name it
    /// as the place of revocation lists.
    std::string service_url;
    /// What validation asks; set before the first request.
    std::unique_ptr<acm::Prover> prover;

    /// Last, so that its thread ends before what its tasks touch.
    Agenda agenda;

    /// What an account has in a region of its partition.
    RegionState& region(Account& account, const std::string& name) { return account.regions.at(name); }

    /// Another number after every change of what a state file keeps.
    std::uint64_t changes() const { return lock.changes() + clock.changes(); }

    /// The zones as DNS serves them: replaced as a whole, so that its thread needs no lock of the world.
    std::shared_ptr<const std::vector<Zone>> published_zones() const {
        const std::scoped_lock guard{zones_mutex_};
        return zones_;
    }
    void set_published_zones(std::shared_ptr<const std::vector<Zone>> zones) {
        const std::scoped_lock guard{zones_mutex_};
        zones_ = std::move(zones);
    }

    template <class Use>
    auto locked(Use use) {
        const std::unique_lock alone{lock};
        return use();
    }

    template <class Use>
    auto locked_shared(Use use) {
        const std::shared_lock shared{lock};
        return use();
    }

  private:
    mutable std::mutex zones_mutex_;
    std::shared_ptr<const std::vector<Zone>> zones_ = std::make_shared<const std::vector<Zone>>();
};

}  // namespace certwright::sandbox
