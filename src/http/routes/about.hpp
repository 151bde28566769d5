#pragma once

#include "http/router.hpp"
#include "store/connection.hpp"

#include <string>

namespace certwright::http {

/// What the running binary is.
struct About {
    std::string version;
    std::string commit;
    store::Dialect database;
    int schema_version;
    Time started_at;
    std::string sandbox;  ///< the page of the AWS sandbox; empty: AWS is the real one
};

void add_about_routes(Router& router, const About& about, const Clock& clock);

}  // namespace certwright::http
