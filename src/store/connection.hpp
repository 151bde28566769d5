#pragma once

#include "store/value.hpp"

#include <concepts>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::store {

enum class Dialect { sqlite, postgresql };

/// Port: one connection to a SQL database. Parameters are written $1 … $n in the SQL of both
/// databases and may repeat. Statements are prepared once per connection and kept. Not thread-safe:
/// one thread at a time.
///
/// Faults: `conflict` for a violated UNIQUE or FOREIGN KEY, `unavailable` when the database is
/// locked beyond its time-out, full or gone, `internal` for everything else (wrong SQL). Messages
/// never hold bound values.
class Connection {
  public:
    virtual ~Connection() = default;
    virtual Dialect dialect() const noexcept = 0;
    /// Runs one statement; returns the number of rows it changed.
    virtual std::int64_t execute(std::string_view sql, std::span<const Value> values) = 0;
    /// Runs one statement and shows each of its rows in turn, without collecting them. The visitor
    /// must not use this connection.
    virtual void query(std::string_view sql, std::span<const Value> values,
                       const std::function<void(const Row&)>& visit) = 0;
    /// Runs one statement once for each element, in as few round trips as the database allows;
    /// returns the number of rows changed in all.
    virtual std::int64_t execute_each(std::string_view sql, std::span<const Values> rows) = 0;
    /// Runs several statements that take no values: migrations only.
    virtual void run_script(std::string_view sql) = 0;

    std::int64_t execute(std::string_view sql, const Values& values = {}) {
        return execute(sql, std::span<const Value>{values});
    }
    void query(std::string_view sql, const Values& values, const std::function<void(const Row&)>& visit) {
        query(sql, std::span<const Value>{values}, visit);
    }
    /// The first row turned into a value, or nothing when there is no row.
    template <std::invocable<const Row&> Read>
    auto find(std::string_view sql, const Values& values, Read read)
        -> std::optional<std::invoke_result_t<Read, const Row&>> {
        std::optional<std::invoke_result_t<Read, const Row&>> found;
        query(sql, values, [&](const Row& row) {
            if (!found) found.emplace(read(row));
        });
        return found;
    }
    /// Every row turned into a value.
    template <std::invocable<const Row&> Read>
    auto list(std::string_view sql, const Values& values, Read read)
        -> std::vector<std::invoke_result_t<Read, const Row&>> {
        std::vector<std::invoke_result_t<Read, const Row&>> found;
        query(sql, values, [&](const Row& row) { found.push_back(read(row)); });
        return found;
    }
};

/// Proof that a write transaction is open. Only Database makes one; whoever asks for a Transaction&
/// takes part in the caller's.
class Transaction {
  public:
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Connection& connection() noexcept { return connection_; }
    Connection* operator->() noexcept { return &connection_; }
    operator Connection&() noexcept { return connection_; }
    /// Runs `action` after the commit, on the committing thread (to wake a worker, for example).
    void after_commit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }

  private:
    friend class Database;
    explicit Transaction(Connection& connection) : connection_(connection) {}
    Connection& connection_;
    std::vector<std::function<void()>> after_commit_;
};

}  // namespace certwright::store
