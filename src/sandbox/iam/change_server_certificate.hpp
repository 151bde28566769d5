#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::iam {

/// A new name or path, and with it a new ARN; the content never changes.
boost::json::object update_server_certificate(const Call& call, const boost::json::object& input);
boost::json::object delete_server_certificate(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::iam
