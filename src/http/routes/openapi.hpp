#pragma once

#include "http/router.hpp"

#include <string>

namespace certwright::http {

/// The document of every route, those included that are added later.
void add_openapi_routes(Router& router, const std::string& version);

}  // namespace certwright::http
