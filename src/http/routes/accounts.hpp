#pragma once

#include "base/clock.hpp"
#include "http/router.hpp"
#include "inventory/access.hpp"
#include "inventory/accounts.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct AccountPorts {
    store::Database& database;
    inventory::Accounts& accounts;
    inventory::Access& access;
};

/// AWS accounts: list, add, look at, change, test, remove, and the policies they need.
void add_account_routes(Router& router, const AccountPorts& ports);

}  // namespace certwright::http
