#pragma once

#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// The authorities of Private CA in all accounts, `most` of them.
boost::json::array authorities_report(World& world, std::size_t most);

/// One authority with what it signed, the newest first and `most` of it; no private key. Throws
/// Fault::not_found.
boost::json::object authority_report(World& world, const std::string& arn, std::size_t most);

}  // namespace certwright::sandbox
