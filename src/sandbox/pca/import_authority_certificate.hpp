#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

boost::json::object import_certificate_authority_certificate(const Call& call,
                                                             const boost::json::object& input);

}  // namespace certwright::sandbox::pca
