#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::tagging {

/// The keys in use in the region, and the values of one of them, each once and in order.
boost::json::object get_tag_keys(const Call& call, const boost::json::object& input);
boost::json::object get_tag_values(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::tagging
