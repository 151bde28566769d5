#pragma once

#include "sandbox/acm/certificate.hpp"
#include "sandbox/world/world.hpp"

#include <string>

namespace certwright::sandbox::acm {

/// `user` is the ARN of what presents the certificate. A certificate whose renewal window is open becomes
/// eligible with it. The world is locked.
void take_into_use(World& world, Certificate& certificate, const std::string& user, Time now);

/// Ends a use. ACM hears of it late: for Settings::release_delay the certificate still shows as used.
void end_use(World& world, Certificate& certificate, const std::string& user, Time now);

/// Puts on the agenda when the next ended use stops to show.
void schedule_release(World& world, const Certificate& certificate);

}  // namespace certwright::sandbox::acm
