#pragma once

#include "sandbox/acm/certificate.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::acm {

/// Whether a statement of SearchCertificates takes the certificate. An empty statement takes everything.
bool takes(const boost::json::object& statement, const Certificate& certificate);

/// "PENDING_AUTO_RENEWAL", or nothing when no renewal has begun.
std::string renewal_status_of(const Certificate& certificate);

}  // namespace certwright::sandbox::acm
