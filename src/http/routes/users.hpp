#pragma once

#include "auth/passwords.hpp"
#include "auth/users.hpp"
#include "http/router.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct UserPorts {
    store::Database& database;
    auth::Users& users;
    auth::Passwords& passwords;
};

/// The people who may sign in.
void add_user_routes(Router& router, const UserPorts& ports);

}  // namespace certwright::http
