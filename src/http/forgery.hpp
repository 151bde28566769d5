#pragma once

#include "http/identity.hpp"
#include "http/route.hpp"

#include <optional>

namespace certwright::http {

/// Throws Fault::forbidden when a changing request may have been sent by another site's page: its
/// Origin is not this host, the browser calls it cross-site, or it is a session's and lacks the
/// session's X-CSRF-Token. Requests with an API token are exempt: no browser adds one by itself.
void refuse_forgery(const net::ServerRequest& request, Method method, const std::optional<Identity>& who);

}  // namespace certwright::http
