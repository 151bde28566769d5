#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox::cloudfront {

/// What a distribution presents: the ARN of the certificate, empty for CloudFront's own; and the structure
/// ViewerCertificate as answers show it.
struct Presented {
    std::string certificate;
    std::string shown;  ///< JSON
};

/// Checks what the configuration asks for ("Requirements for using SSL/TLS certificates with CloudFront"): an
/// ACM certificate is of us-east-1 and issued, one of IAM is below /cloudfront/, the key is one that
/// CloudFront takes, and its names cover all aliases. Whether the world trusts its issuer is not looked at.
/// Throws ServiceError InvalidViewerCertificate, InvalidMinimumProtocolVersion.
Presented presented_by(const Call& call, const boost::json::object& config,
                       const std::vector<std::string>& aliases);

/// Whether a name of a certificate, with or without a wildcard, covers the alias.
bool covers(std::string_view name, std::string_view alias);

}  // namespace certwright::sandbox::cloudfront
