#pragma once

#include <string>
#include <string_view>

struct pg_conn;
struct pg_result;

namespace certwright::store {

/// What a failed statement means for the connection and the transaction around it.
enum class PostgresTrouble {
    statement,  ///< this statement is wrong
    repeat,     ///< serialization failure or deadlock: the whole transaction may be repeated
    lost,       ///< the connection is of no use any more
};

/// https://www.postgresql.org/docs/15/errcodes-appendix.html
PostgresTrouble classify(std::string_view sqlstate, bool connected);

/// Throws the Error for a failed statement. PostgreSQL's own words are shown only for SQL that it
/// could not prepare: later ones may quote bound values.
[[noreturn]] void throw_postgres_failure(const pg_result* result, bool preparing);

/// Throws the Error for a connection that could not be opened, without the password.
[[noreturn]] void throw_connection_failure(const pg_conn* connection, const std::string& password);

}  // namespace certwright::store
