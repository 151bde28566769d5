#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

boost::json::object update_certificate_authority(const Call& call, const boost::json::object& input);
boost::json::object delete_certificate_authority(const Call& call, const boost::json::object& input);
boost::json::object restore_certificate_authority(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
