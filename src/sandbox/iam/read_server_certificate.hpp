#pragma once

#include "sandbox/world/operations.hpp"

namespace certwright::sandbox::iam {

/// Body and chain as they were uploaded; the private key is never given back.
boost::json::object get_server_certificate(const Call& call, const boost::json::object& input);
/// By name, those below PathPrefix.
boost::json::object list_server_certificates(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::iam
