#pragma once

#include "http/schema.hpp"
#include "inventory/account.hpp"
#include "inventory/account_check.hpp"
#include "inventory/accounts.hpp"

#include <boost/json/fwd.hpp>

/// Accounts as the API writes and reads them.
namespace certwright::http {

Schema account_schema();
boost::json::object write_account(const inventory::Account& account, std::int64_t certificate_count);
/// How other documents name an account.
Schema account_reference();

Schema new_account_schema();
Schema account_change_schema();
/// Puts what the body names over `settings`; what it leaves out stays.
void read_settings(const boost::json::object& body, inventory::AccountSettings& settings,
                   store::Connection& connection, const inventory::Accounts& accounts);
inventory::CredentialSecrets read_secrets(const boost::json::object& body);

Schema account_test_schema();
boost::json::object write_check(const inventory::AccountCheck& check);

}  // namespace certwright::http
