#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "lifecycle/repository.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct CheckPorts {
    store::Database& database;
    lifecycle::Repository& repository;
    Clock& clock;
};

/// What is wrong with a certificate of the repository.
void add_check_routes(Router& router, const CheckPorts& ports);

}  // namespace certwright::http
