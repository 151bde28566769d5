#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::route53 {

/// All changes of a batch, or none.
boost::json::object change_resource_record_sets(const Call& call, const boost::json::object& input);
boost::json::object get_change(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::route53
