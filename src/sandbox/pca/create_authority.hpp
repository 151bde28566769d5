#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

boost::json::object create_certificate_authority(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
