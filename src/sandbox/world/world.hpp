#pragma once

#include "sandbox/acm/prover.hpp"
#include "sandbox/pki/public_authority.hpp"
#include "sandbox/world/account.hpp"
#include "sandbox/world/agenda.hpp"
#include "sandbox/world/organization.hpp"
#include "sandbox/world/settings.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>
#include <string>

namespace certwright::sandbox {

/// Everything that the sandbox holds. Operations find it locked; tasks of the agenda lock it themselves, and
/// never while they wait for DNS or mail.
struct World {
    World(const Settings& settings_, const Clock& machine_)
        : settings(settings_), machine(machine_), clock(machine_), agenda(clock) {}

    const Settings& settings;
    const Clock& machine;
    VirtualClock clock;

    std::shared_mutex lock;
    std::map<std::string, Account, std::less<>> accounts;       ///< by number
    std::map<std::string, AccessKey, std::less<>> access_keys;  ///< by id; sessions too
    std::optional<Organization> organization;

    PublicAuthority public_authority;
    /// What validation asks; set before the first request.
    std::unique_ptr<acm::Prover> prover;

    /// Last, so that its thread ends before what its tasks touch.
    Agenda agenda;

    /// What an account has in a region of its partition.
    RegionState& region(Account& account, const std::string& name) { return account.regions.at(name); }

    template <class Use>
    auto locked(Use use) {
        const std::unique_lock alone{lock};
        return use();
    }
};

}  // namespace certwright::sandbox
