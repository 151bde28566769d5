#include "store/postgres_failure.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>

namespace certwright::store {
namespace {

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string{} : std::string{text};
}

/// "UNIQUE constraint jobs_unique_key of table jobs" in the way SQLite's message names it.
std::string constraint_of(const PGresult* result) {
    const std::string constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    const std::string column = field(result, PG_DIAG_COLUMN_NAME);
    return fmt::format("{} of table {}", constraint.empty() ? column : constraint,
                       field(result, PG_DIAG_TABLE_NAME));
}

}  // namespace

PostgresTrouble classify(std::string_view sqlstate, bool connected) {
    if (!connected) return PostgresTrouble::lost;
    if (sqlstate == "40001" || sqlstate == "40P01") return PostgresTrouble::repeat;
    // 57P0x: the server is stopping. 0A000 and 26000: a prepared statement no longer fits the
    // schema or is gone, and a new connection prepares anew.
    const bool unusable = sqlstate.starts_with("08") || sqlstate.starts_with("57P") || sqlstate == "0A000" ||
                          sqlstate == "26000";
    return unusable ? PostgresTrouble::lost : PostgresTrouble::statement;
}

void throw_postgres_failure(const PGresult* result, bool preparing) {
    const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
    // No SQLSTATE: libpq itself failed, which it does only when the connection is gone.
    if (sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("57P")) {
        throw Error{Fault::unavailable, "the connection to the database was lost", "try again"};
    }
    if (sqlstate == "23505") {
        throw Error{Fault::conflict,
                    fmt::format("database: UNIQUE constraint failed: {}", constraint_of(result))};
    }
    if (sqlstate == "23503") {
        throw Error{Fault::conflict,
                    fmt::format("database: FOREIGN KEY constraint failed: {}", constraint_of(result))};
    }
    if (sqlstate.starts_with("23")) {
        throw Error{Fault::internal, fmt::format("database: constraint failed: {}", constraint_of(result))};
    }
    if (sqlstate == "53100") {
        throw Error{Fault::unavailable, "no space left on the database server",
                    "free some space on its disk, then try again; nothing that was stored is lost"};
    }
    if (sqlstate == "25006") {
        throw Error{Fault::unavailable, "the database is read-only here",
                    "use the primary server; a read-only connection or a standby cannot write"};
    }
    if (sqlstate == "42501") {
        throw Error{Fault::unavailable, "the database user may not do that",
                    "give it all privileges on certwright's database and schema"};
    }
    if (sqlstate == "XX001" || sqlstate == "XX002") {
        throw Error{Fault::unavailable, "the database is corrupt",
                    "stop certwright and restore the database from the last backup"};
    }
    if (sqlstate == "22021") throw Error{Fault::invalid, "text for the database is not valid UTF-8"};
    const bool passing = sqlstate.starts_with("40") || sqlstate.starts_with("53") ||
                         sqlstate.starts_with("58") || sqlstate == "55P03" || sqlstate == "57014";
    if (passing) {
        throw Error{Fault::unavailable, fmt::format("the database is too busy (SQLSTATE {})", sqlstate),
                    "try again; if this lasts, see the database server's log"};
    }
    if (preparing) {
        throw Error{Fault::internal,
                    fmt::format("database statement failed: {}", field(result, PG_DIAG_MESSAGE_PRIMARY))};
    }
    throw Error{Fault::internal, fmt::format("database statement failed: SQLSTATE {}", sqlstate)};
}

void throw_connection_failure(const PGconn* connection, const std::string& password) {
    std::string text = PQerrorMessage(connection);
    for (std::size_t at = 0; !password.empty() && (at = text.find(password, at)) != std::string::npos;) {
        text.replace(at, password.size(), "***");
        at += 3;
    }
    std::ranges::replace(text, '\n', ' ');
    while (!text.empty() && text.back() == ' ') text.pop_back();
    throw Error{Fault::unavailable, fmt::format("cannot open the database: {}", text),
                "check the database URL, that the server runs, and that the user may connect"};
}

}  // namespace certwright::store
