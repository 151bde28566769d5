#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "lifecycle/repository.hpp"
#include "lifecycle/requests.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct RepositoryPorts {
    store::Database& database;
    lifecycle::Repository& repository;
    lifecycle::Requests& requests;
    lifecycle::PrivateKeys& keys;
    audit::Log& log;
    Clock& clock;
};

/// Certificates of the repository: list, bring in, look at, change, versions, remove.
void add_repository_routes(Router& router, const RepositoryPorts& ports);
/// Removing them, and what depends on one.
void add_removal_routes(Router& router, const RepositoryPorts& ports);
/// Taking them out, private keys among them.
void add_export_routes(Router& router, const RepositoryPorts& ports);

}  // namespace certwright::http
