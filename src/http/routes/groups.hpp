#pragma once

#include "http/router.hpp"
#include "lifecycle/groups.hpp"
#include "lifecycle/repository.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct GroupPorts {
    store::Database& database;
    lifecycle::Repository& repository;
    lifecycle::Groups& groups;
};

/// Groups of certificates: list, make, look at, change, remove, put certificates in and take them out.
void add_group_routes(Router& router, const GroupPorts& ports);

}  // namespace certwright::http
