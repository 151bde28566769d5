#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::route53 {

boost::json::object list_resource_record_sets(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::route53
