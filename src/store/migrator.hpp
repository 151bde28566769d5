#pragma once

#include "store/database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace certwright::store {

/// One numbered step of the schema: src/store/migrations/NNNN_name.sql, the same text for both
/// databases.
struct Migration {
    int number;
    std::string name;
    std::string_view sql;
};

/// The migrations in the binary, in order.
std::vector<Migration> embedded_migrations();

/// Brings the schema up to date: each missing migration in a transaction of its own, under a lock
/// that other starting servers wait for. Returns how many ran. Throws Fault::conflict when the
/// database was made by a newer binary, naming both versions, and changes nothing.
int migrate(Database& database, const std::vector<Migration>& migrations);

}  // namespace certwright::store
