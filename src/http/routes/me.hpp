#pragma once

#include "auth/sign_in.hpp"
#include "http/router.hpp"

namespace certwright::http {

struct MePorts {
    auth::SignIn& sign_in;
};

/// The caller's own user.
void add_me_routes(Router& router, const MePorts& ports);

}  // namespace certwright::http
