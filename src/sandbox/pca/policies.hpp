#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

/// Sharing with other accounts; see ResourcePolicy.
boost::json::object put_policy(const Call& call, const boost::json::object& input);
boost::json::object get_policy(const Call& call, const boost::json::object& input);
boost::json::object delete_policy(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
