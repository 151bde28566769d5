#pragma once

#include "auth/sessions.hpp"
#include "auth/setup_code.hpp"
#include "http/router.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct SetupPorts {
    store::Database& database;
    auth::SetupCode& setup_code;
    auth::Sessions& sessions;
};

/// The first administrator of a new server.
void add_setup_routes(Router& router, const SetupPorts& ports);

}  // namespace certwright::http
