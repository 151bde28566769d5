#pragma once

#include "auth/users.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "http/route.hpp"
#include "http/schema.hpp"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>

namespace certwright::http {

Schema user_schema();
boost::json::object write_user(const auth::User& user);

/// Who is signed in and what they may do; `csrf_token` and `expires_at` are a browser session's.
Schema session_schema();
boost::json::object write_session(const auth::User& user, const std::optional<std::string>& csrf_token,
                                  std::optional<Time> expires_at);

/// The string member `field` of the body as a secret.
Secret secret_of(const RequestContext& context, std::string_view field);

}  // namespace certwright::http
