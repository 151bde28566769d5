#pragma once

#include "auth/api_tokens.hpp"
#include "auth/users.hpp"
#include "http/router.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct TokenPorts {
    store::Database& database;
    auth::Users& users;
    auth::ApiTokens& tokens;
};

/// The caller's own API tokens: list, create, remove.
void add_token_routes(Router& router, const TokenPorts& ports);

}  // namespace certwright::http
