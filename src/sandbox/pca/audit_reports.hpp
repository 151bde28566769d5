#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::pca {

/// Reports are made at once; there is no S3 here, so the sandbox serves them itself at /BUCKET/KEY.
boost::json::object create_certificate_authority_audit_report(const Call& call,
                                                              const boost::json::object& input);
boost::json::object describe_certificate_authority_audit_report(const Call& call,
                                                                const boost::json::object& input);

}  // namespace certwright::sandbox::pca
