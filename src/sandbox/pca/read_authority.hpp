#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

boost::json::object describe_certificate_authority(const Call& call, const boost::json::object& input);
boost::json::object list_certificate_authorities(const Call& call, const boost::json::object& input);
boost::json::object get_certificate_authority_csr(const Call& call, const boost::json::object& input);
boost::json::object get_certificate_authority_certificate(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
