#pragma once

#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {

/// The load balancers of all accounts with what each listener presents, `most` of them.
boost::json::array load_balancers_report(World& world, std::size_t most);

/// The distributions of CloudFront with what they present, `most` of them.
boost::json::array distributions_report(World& world, std::size_t most);

}  // namespace certwright::sandbox
