#pragma once

#include "sandbox/acm/certificate.hpp"

#include <string_view>

namespace certwright::sandbox {
struct World;
}

/// What ACM tells EventBridge ("Amazon EventBridge support for ACM" in the ACM user guide). The world is
/// locked.
namespace certwright::sandbox::acm {

/// It can be used from now on. `action` is ISSUANCE, RENEWAL, IMPORT or REIMPORT.
void announce_available(World& world, const Certificate& certificate, std::string_view action, Time now);

/// Not of imported certificates.
void announce_expired(World& world, const Certificate& certificate, Time now);

void announce_revoked(World& world, const Certificate& certificate, Time now);

/// `days` are those until it ends, begun ones counted.
void announce_approaching_expiration(World& world, const Certificate& certificate, int days, Time now);

/// Its renewal waits for somebody to do something.
void announce_renewal_action_required(World& world, const Certificate& certificate, int days, Time now);

}  // namespace certwright::sandbox::acm
