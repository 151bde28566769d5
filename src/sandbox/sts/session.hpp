#pragma once

#include "base/time.hpp"
#include "sandbox/world/identity.hpp"

#include <boost/json/fwd.hpp>

#include <cstddef>

namespace certwright::sandbox {
struct World;
}

namespace certwright::sandbox::sts {

/// Credentials for a while, known to the world from now on. Answers the members Credentials, SessionTokenSize
/// and SessionTokenUtilization. They expire by the machine's clock, as their holder sees it.
boost::json::object begin_session(World& world, Principal principal, Duration lifetime,
                                  std::size_t least_token_size);

/// MinimumSessionTokenSize, or what a token has without it.
std::size_t token_size_of(const boost::json::object& input);

/// No user of the sandbox has an MFA device: a call that shows a code of one is refused as AWS refuses a code
/// of a device that it does not know. Throws ServiceError AccessDenied.
void refuse_mfa(const boost::json::object& input);

}  // namespace certwright::sandbox::sts
