#include "store/sqlite_failure.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace certwright::store {
namespace {

constexpr auto restore_hint =
    "stop certwright, keep a copy of the file, and restore the database from the last backup";

[[noreturn]] void throw_constraint(int extended, const char* text) {
    // SQLite names the table and columns or the CHECK, never the values.
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            throw Error{Fault::conflict, fmt::format("database: {}", text)};
        default:
            throw Error{Fault::internal, fmt::format("database: {}", text)};
    }
}

}  // namespace

void throw_sqlite_failure(sqlite3* database, SqlitePhase phase, std::string_view path) {
    const int extended = sqlite3_extended_errcode(database);
    const char* const text = sqlite3_errmsg(database);
    switch (extended & 0xff) {
        case SQLITE_CONSTRAINT:
            throw_constraint(extended, text);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error{Fault::unavailable, fmt::format("database \"{}\" is locked by another process", path),
                        "try again; if this lasts, find out which other program has the file open"};
        case SQLITE_FULL:
            throw Error{Fault::unavailable, fmt::format("no space left to write database \"{}\"", path),
                        "free some space on that disk, then try again; nothing that was stored is lost"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            throw Error{Fault::unavailable, fmt::format("database \"{}\" is corrupt: {}", path, text),
                        restore_hint};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            throw Error{Fault::unavailable, fmt::format("database \"{}\" is not writable", path),
                        "give the user that runs certwright write permission on the file and its directory"};
        case SQLITE_CANTOPEN:
            throw Error{Fault::unavailable, fmt::format("cannot open database \"{}\": {}", path, text),
                        "check that the directory exists and the user that runs certwright may write to it"};
        case SQLITE_IOERR:
            throw Error{Fault::unavailable,
                        fmt::format("cannot read or write database \"{}\": {}", path, text),
                        "check the disk and the kernel log"};
        default:
            break;
    }
    // While it runs, a message may quote a value (a malformed JSON path, a bad search expression).
    if (phase == SqlitePhase::running) {
        throw Error{Fault::internal, fmt::format("database statement failed: {}", sqlite3_errstr(extended))};
    }
    throw Error{Fault::internal, fmt::format("database statement failed: {}", text)};
}

}  // namespace certwright::store
