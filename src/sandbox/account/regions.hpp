#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::account {

/// The regions of the caller's account, or, asked by an organization's management account, of a member's.
boost::json::object list_regions(const Call& call, const boost::json::object& input);
boost::json::object get_region_opt_status(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::account
