#include "store/sqlite_connection.hpp"

#include "base/error.hpp"
#include "store/sqlite_failure.hpp"
#include "store/sqlite_functions.hpp"
#include "store/statement_cache.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace certwright::store {
namespace {

/// FULL because a committed transaction must survive a power cut. LIKE is made case-sensitive, as
/// in PostgreSQL. Memory-mapped reads save a copy for the large lists. The log
/// is written back when it has as much as may stay of it, because a page of a sweep alone fills the usual 4
/// MB.
constexpr auto settings = R"sql(
    PRAGMA foreign_keys = ON;
    PRAGMA synchronous = FULL;
    PRAGMA case_sensitive_like = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16384;
    PRAGMA mmap_size = 536870912;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA wal_autocheckpoint = 16384;
)sql";

}  // namespace

class SqliteConnection::Borrowed {
  public:
    Borrowed(SqliteConnection& connection, std::string_view sql)
        : connection_(connection), node_(take(connection, sql)) {}
    ~Borrowed() {
        node_.mapped().reset();
        if (connection_.idle_.size() >= most_statements) connection_.idle_.clear();
        connection_.idle_.insert(std::move(node_));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;

    SqliteStatement& operator*() noexcept { return node_.mapped(); }
    SqliteStatement* operator->() noexcept { return &node_.mapped(); }

  private:
    using Cache = std::multimap<std::string, SqliteStatement, std::less<>>;
    static Cache::node_type take(SqliteConnection& connection, std::string_view sql) {
        auto found = connection.idle_.find(sql);
        if (found == connection.idle_.end()) {
            found = connection.idle_.emplace(
                std::string{sql}, SqliteStatement{connection.handle_.get(), sql, connection.path_});
        }
        return connection.idle_.extract(found);
    }

    SqliteConnection& connection_;
    Cache::node_type node_;
};

void SqliteConnection::Close::operator()(sqlite3* handle) const noexcept {
    sqlite3_close_v2(handle);
}

SqliteConnection::SqliteConnection(const std::string& path, SqliteAccess access, Duration wait)
    : path_(path) {
    sqlite3* handle = nullptr;
    const int code =
        sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw_sqlite_failure(handle, SqlitePhase::opening, path_);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle,
                         static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(wait).count()));
    // "text" in double quotes must be a name, as in PostgreSQL, and never silently a string.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    add_functions(handle);
    run_script(settings);
    if (access == SqliteAccess::read) {
        run_script("PRAGMA query_only = ON");
    } else {
        run_script("PRAGMA journal_mode = WAL");
    }
}

bool SqliteConnection::in_transaction() const noexcept {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

std::int64_t SqliteConnection::run(SqliteStatement& statement, std::span<const Value> values) {
    statement.bind(values);
    const std::int64_t before = sqlite3_total_changes64(handle_.get());
    while (statement.step()) {
    }
    // The count of the last change stays from an earlier statement when this one changed nothing.
    if (sqlite3_total_changes64(handle_.get()) == before) return 0;
    return sqlite3_changes64(handle_.get());
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<const Value> values) {
    Borrowed statement{*this, sql};
    return run(*statement, values);
}

void SqliteConnection::query(std::string_view sql, std::span<const Value> values,
                             const std::function<void(const Row&)>& visit) {
    Borrowed statement{*this, sql};
    statement->bind(values);
    while (statement->step()) visit(statement->row());
}

std::int64_t SqliteConnection::execute_each(std::string_view sql, std::span<const Values> rows) {
    Borrowed statement{*this, sql};
    std::int64_t changed = 0;
    for (const Values& values : rows) {
        changed += run(*statement, values);
        statement->reset();
    }
    return changed;
}

void SqliteConnection::run_script(std::string_view sql) {
    if (sqlite3_exec(handle_.get(), std::string{sql}.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw_sqlite_failure(handle_.get(), SqlitePhase::preparing, path_);
    }
}

}  // namespace certwright::store
