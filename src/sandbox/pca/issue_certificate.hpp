#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

boost::json::object issue_certificate(const Call& call, const boost::json::object& input);
boost::json::object get_certificate(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
