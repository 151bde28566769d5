#pragma once

#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {

/// What every listener and every distribution presents now: where it is bound, the certificate's ARN, its
/// serial number and end.
boost::json::array bindings_report(World& world);

}  // namespace certwright::sandbox
