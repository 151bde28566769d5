#pragma once

#include "audit/log.hpp"
#include "base/clock.hpp"
#include "inventory/accounts.hpp"
#include "lifecycle/certificate.hpp"
#include "lifecycle/group.hpp"
#include "store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// The groups of certificates; every change is in the audit log.
class Groups {
  public:
    Groups(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Throws Fault::conflict when the name is taken.
    Group add(store::Transaction& transaction, const GroupSettings& settings, const inventory::Actor& actor);
    /// A group stays one by hand, or by rule. Throws Fault::invalid otherwise, Fault::conflict when the name
    /// is taken.
    Group change(store::Transaction& transaction, const GroupId& id, const GroupSettings& settings,
                 const inventory::Actor& actor);
    /// Its certificates stay.
    void remove(store::Transaction& transaction, const GroupId& id, const inventory::Actor& actor);

    /// Of a group by hand; what is in it already, or is not, stays so. Throws Fault::invalid for one by rule.
    Group change_members(store::Transaction& transaction, const GroupId& id,
                         const std::vector<Certificate>& added, const std::vector<Certificate>& removed,
                         const inventory::Actor& actor);

    /// By id or name (any case). Throws Fault::not_found.
    Group get(store::Connection& connection, const std::string& id_or_name) const;
    /// By name.
    std::vector<Group> list(store::Connection& connection) const;
    /// Those that the certificate is in now, by name.
    std::vector<Group> of(store::Connection& connection, const CertificateId& certificate) const;
    /// How many are in it now.
    std::int64_t size(store::Connection& connection, const Group& group) const;

  private:
    void refuse_taken(store::Connection& connection, const std::string& name, const GroupId& except) const;
    void note(store::Transaction& transaction, std::string action, const Group& group,
              const inventory::Actor& actor);

    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::lifecycle
