#pragma once

#include "sandbox/pca/authority.hpp"
#include "sandbox/pca/store.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace certwright::sandbox::pca {

/// Private CA of the caller's account in the call's region.
Store& store_of(const Call& call);

/// The authority that `input` names by `member`, which the caller owns, or may use for this operation by its
/// resource-based policy. Throws ServiceError: InvalidArnException for an ARN of something else,
/// ResourceNotFoundException, AccessDeniedException.
Authority& require_authority(const Call& call, const boost::json::object& input,
                             std::string_view member = "CertificateAuthorityArn");
/// The same of what only its owner may do.
Authority& require_own_authority(const Call& call, const boost::json::object& input,
                                 std::string_view member = "CertificateAuthorityArn");

/// Throws ServiceError InvalidStateException for an authority in another state than one of these, which is
/// described as "in the correct state to …".
void require_state(const Authority& authority, std::initializer_list<std::string_view> states,
                   std::string_view what_for);

/// Seconds since 1970 with their fraction.
double epoch(Time time);

}  // namespace certwright::sandbox::pca
