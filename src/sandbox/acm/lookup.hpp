#pragma once

#include "sandbox/acm/certificate.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox::acm {

/// ACM of the caller's account in the call's region.
Store& store_of(const Call& call);

/// The certificate that `input` names as CertificateArn. Throws ServiceError: an ARN of another service,
/// account or region, or of nothing.
Certificate& require_certificate(const Call& call, const boost::json::object& input);

/// Nothing else is left of a certificate whose ARN is known: it was deleted, and lists still show it.
bool is_visible(const Certificate& certificate, Time now);

/// Whether the list of usages, statuses or algorithms has the value.
bool has(const std::vector<std::string>& values, std::string_view value);

/// As answers spell it: "RSA-2048" (requests and filters write RSA_2048).
std::string shown_key_algorithm(const std::string& algorithm);

}  // namespace certwright::sandbox::acm
