#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "lifecycle/repository.hpp"
#include "lifecycle/requests.hpp"
#include "lifecycle/sync_states.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct SyncStatePorts {
    store::Database& database;
    lifecycle::Repository& repository;
    lifecycle::Requests& requests;
    lifecycle::SyncStates& sync_states;
    Clock& clock;
};

/// Where AWS and the repository disagree: accept it, take AWS's version in, or forget what is gone.
void add_sync_state_routes(Router& router, const SyncStatePorts& ports);

}  // namespace certwright::http
