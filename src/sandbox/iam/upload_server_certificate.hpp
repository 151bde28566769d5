#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::iam {

boost::json::object upload_server_certificate(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::iam
