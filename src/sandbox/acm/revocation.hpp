#pragma once

#include "sandbox/acm/certificate.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <string>

namespace certwright::sandbox::acm {

/// The world is locked.
void become_revoked(World& world, Certificate& certificate, const std::string& reason, Time now);

/// Has the authority of a private certificate revoke it. Throws ServiceError for a reason that Private CA
/// does not know, an authority that is gone or in no state to revoke, and one that is not shared for this.
void revoke_at_authority(const Call& call, const Certificate& certificate, const std::string& reason);

/// Private CA was asked directly, for a reason of its own words: a certificate that still has that serial is
/// revoked in ACM too. The world is locked.
void revoked_by_authority(World& world, const std::string& arn, const std::string& serial,
                          const std::string& reason, Time now);

}  // namespace certwright::sandbox::acm
