#pragma once

#include "base/time.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::iam {

/// Checks what is to be uploaded: PEM, one certificate that is valid now, its private key without encryption,
/// and the chain in order ("Manage server certificates in IAM"). Answers when the certificate ends. Throws
/// ServiceError MalformedCertificate, KeyPairMismatch.
Time check_upload(const boost::json::object& input, Time now);

}  // namespace certwright::sandbox::iam
