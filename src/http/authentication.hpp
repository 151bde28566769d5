#pragma once

#include "auth/authenticator.hpp"
#include "http/identity.hpp"

namespace certwright::http {

/// Reads `Authorization: Bearer cwt_…`, else the session cookie. Credentials that do not hold are
/// the same as none, so that an old cookie never stands in the way of signing in again.
Identify identify_by(auth::Authenticator& authenticator);

}  // namespace certwright::http
