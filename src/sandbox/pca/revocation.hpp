#pragma once

#include "sandbox/pca/authority.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox::pca {

/// Revokes a certificate of the authority by its serial ("0a:ff") for a reason of acm-pca's, and lets the
/// next revocation list say so. The world is locked. Throws ServiceError: InvalidStateException,
/// ResourceNotFoundException, RequestAlreadyProcessedException, InvalidRequestException for the authority's
/// own certificate.
IssuedCertificate& revoke(World& world, Authority& authority, const std::string& serial,
                          const std::string& reason, Time now);

boost::json::object revoke_certificate(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::pca
