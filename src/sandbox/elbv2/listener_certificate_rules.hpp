#pragma once

#include "sandbox/elbv2/load_balancer.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace certwright::sandbox::elbv2 {

/// The ARNs of the member Certificates; nullopt when the request has none. Throws ServiceError
/// ValidationError when one is said to be the default, which only answers say.
std::optional<std::vector<std::string>> named_certificates(const boost::json::object& input);

/// Whether a listener may present the certificate: it is the account's, of the same region or IAM's, issued,
/// names a host, and has a key that load balancers take ("SSL certificates for your Application Load
/// Balancer", "Server certificates for your Network Load Balancer"). Throws ServiceError ValidationError,
/// CertificateNotFound, UnsupportedCertificate.
void check_bindable(const Call& call, const std::string& arn);

/// Twenty-five certificates for each load balancer, besides its listeners' default ones ("Quotas for your
/// Application Load Balancers"). Throws ServiceError TooManyCertificates.
void check_certificate_quota(const LoadBalancer& balancer, const std::vector<std::string>& more);

}  // namespace certwright::sandbox::elbv2
