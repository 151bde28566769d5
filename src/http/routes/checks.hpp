#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "lifecycle/chain_completions.hpp"
#include "lifecycle/repository.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct CheckPorts {
    store::Database& database;
    lifecycle::Repository& repository;
    lifecycle::ChainCompletions& completions;
    Clock& clock;
};

/// What is wrong with a certificate of the repository, and completing its chain.
void add_check_routes(Router& router, const CheckPorts& ports);

}  // namespace certwright::http
