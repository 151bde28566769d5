#pragma once

#include "store/database.hpp"
#include "store/pool.hpp"
#include "store/sqlite_connection.hpp"
#include "store/turn_lock.hpp"

#include <atomic>
#include <mutex>

namespace certwright::store {

/// An SQLite file in WAL mode: one writer at a time (SQLite knows no more), readers beside it that
/// see the last commit. In memory, where a second connection would see another database, the one
/// connection serves all in turn.
class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(const std::string& path, const DatabaseOptions& options);

    Dialect dialect() const noexcept override { return Dialect::sqlite; }
    void with_exclusive(const std::function<void(Connection&)>& use) override;

  protected:
    void with_reader(const std::function<void(Connection&)>& use) override;
    void with_transaction(const std::function<void(Transaction&)>& use) override;

  private:
    using WriterLock = std::unique_lock<TurnLock>;
    WriterLock lock_writer();

    const bool in_memory_;
    const DatabaseOptions options_;
    SqliteConnection writer_;
    /// Taken again in a database in memory, by a thread that reads within a transaction.
    TurnLock writer_turn_;
    Pool<SqliteConnection> readers_;
};

}  // namespace certwright::store
