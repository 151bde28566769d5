#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::acm {

boost::json::object describe_certificate(const Call& call, const boost::json::object& input);
boost::json::object get_certificate(const Call& call, const boost::json::object& input);
boost::json::object list_certificate_domain_validations(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::acm
