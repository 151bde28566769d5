#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::acm {

boost::json::object export_certificate(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::acm
