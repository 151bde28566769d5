#pragma once

#include "store/connection.hpp"
#include "store/sqlite_statement.hpp"

#include <map>
#include <memory>
#include <string>

namespace certwright::store {

enum class SqliteAccess { read, write };

/// One connection to an SQLite file.
class SqliteConnection final : public Connection {
  public:
    /// `path` is a file, or ":memory:" for a database of this connection alone.
    SqliteConnection(const std::string& path, SqliteAccess access, Duration wait);

    using Connection::execute;
    using Connection::query;
    Dialect dialect() const noexcept override { return Dialect::sqlite; }
    std::int64_t execute(std::string_view sql, std::span<const Value> values) override;
    void query(std::string_view sql, std::span<const Value> values,
               const std::function<void(const Row&)>& visit) override;
    std::int64_t execute_each(std::string_view sql, std::span<const Values> rows) override;
    void run_script(std::string_view sql) override;

    bool in_transaction() const noexcept;
    bool usable() const noexcept { return true; }

  private:
    struct Close {
        void operator()(sqlite3* handle) const noexcept;
    };
    /// A statement taken out of the cache while it runs, so that a nested use of the same SQL gets
    /// another one.
    class Borrowed;
    std::int64_t run(SqliteStatement& statement, std::span<const Value> values);

    std::string path_;
    std::unique_ptr<sqlite3, Close> handle_;
    std::multimap<std::string, SqliteStatement, std::less<>> idle_;
};

}  // namespace certwright::store
