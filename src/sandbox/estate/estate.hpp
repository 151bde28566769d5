#pragma once

#include "sandbox/estate/plan.hpp"
#include "sandbox/world/world.hpp"

namespace certwright::sandbox {

/// Fills ACM of a world, which is locked, with certificates as large companies have them: all types, statuses
/// and key algorithms, expiry spread over a year, most in use, some imported in several places. 100,000 take
/// seconds. The regions that it fills are switched on. Throws Fault::invalid for accounts and regions that
/// are not there.
void draw_estate(World& world, const EstatePlan& plan, Time now);

}  // namespace certwright::sandbox
