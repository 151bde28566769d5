#pragma once

#include "auth/sessions.hpp"
#include "auth/sign_in.hpp"
#include "auth/users.hpp"
#include "http/router.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct SessionPorts {
    store::Database& database;
    auth::Users& users;
    auth::Sessions& sessions;
    auth::SignIn& sign_in;
};

/// Signing in and out, and who is signed in.
void add_session_routes(Router& router, const SessionPorts& ports);

}  // namespace certwright::http
