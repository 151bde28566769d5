#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

boost::json::object create_permission(const Call& call, const boost::json::object& input);
boost::json::object list_permissions(const Call& call, const boost::json::object& input);
boost::json::object delete_permission(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
