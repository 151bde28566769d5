#pragma once

#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// The hosted zones of all accounts, `most` of them.
boost::json::array zones_report(World& world, std::size_t most);

/// One zone with its record sets from `offset` on, `most` of them. Throws Fault::not_found.
boost::json::object zone_report(World& world, const std::string& id, std::size_t offset, std::size_t most);

}  // namespace certwright::sandbox
