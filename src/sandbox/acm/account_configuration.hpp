#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::acm {

boost::json::object get_account_configuration(const Call& call, const boost::json::object& input);
boost::json::object put_account_configuration(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::acm
