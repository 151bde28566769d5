#pragma once

#include <string_view>

struct sqlite3;

namespace certwright::store {

/// What was going on when SQLite failed: the text that SQLite gives is shown only where it cannot
/// hold a bound value.
enum class SqlitePhase { opening, preparing, running };

/// Throws the Error for the connection's last failure.
[[noreturn]] void throw_sqlite_failure(sqlite3* database, SqlitePhase phase, std::string_view path);

}  // namespace certwright::store
