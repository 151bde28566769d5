#pragma once

#include "http/route.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::http {

/// The OpenAPI 3.1 document of the routes: the same descriptions that check requests, so it cannot
/// lag behind.
boost::json::object openapi_document(const std::vector<Route>& routes, const std::string& version);

}  // namespace certwright::http
