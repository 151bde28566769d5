#pragma once

#include "sandbox/elbv2/load_balancer.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::elbv2 {

/// The tags and those of the request's member Tags. Throws ServiceError DuplicateTagKeys, TooManyTags,
/// ValidationError for keys that AWS keeps to itself.
Tags merged_tags(Tags existing, const boost::json::object& input);

boost::json::object add_tags(const Call& call, const boost::json::object& input);
boost::json::object remove_tags(const Call& call, const boost::json::object& input);
boost::json::object describe_tags(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::elbv2
