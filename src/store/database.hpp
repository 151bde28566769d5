#pragma once

#include "base/metrics.hpp"
#include "store/connection.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>

namespace certwright::store {

struct DatabaseOptions {
    /// Connections that may read at the same time.
    std::size_t readers = 8;
    /// How long a statement waits for a lock or a free connection before Fault::unavailable.
    Duration wait = 10s;
    /// Measures reads and writes when set; outlives the database.
    Metrics* metrics = nullptr;
};

/// Observes how long its scope lasted, waiting for a connection or a lock included.
class Stopwatch {
  public:
    Stopwatch(Metrics* metrics, const char* kind);
    ~Stopwatch();
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

  private:
    Metrics* metrics_;
    const char* kind_;
    std::chrono::steady_clock::time_point began_;
};

/// A database opened by its URL: `sqlite:PATH`, `sqlite::memory:` or `postgresql://…`. Lends
/// connections: SQLite has one writer and several readers (WAL), PostgreSQL a pool. Thread-safe.
class Database {
  public:
    /// Throws Fault::invalid for a URL it does not know, Fault::unavailable when it cannot be opened
    /// (with the reason: no permission, corrupt, refused, wrong password; never the password).
    static std::unique_ptr<Database> open(const std::string& url, const DatabaseOptions& options = {});
    virtual ~Database() = default;

    virtual Dialect dialect() const noexcept = 0;

    /// Lends a connection for reading. Nested use on one thread takes a second connection.
    template <class Use>
    auto read(Use use) -> std::invoke_result_t<Use, Connection&> {
        const Stopwatch stopwatch{metrics_, "read"};
        if constexpr (std::is_void_v<std::invoke_result_t<Use, Connection&>>) {
            with_reader([&](Connection& connection) { use(connection); });
        } else {
            std::optional<std::invoke_result_t<Use, Connection&>> result;
            with_reader([&](Connection& connection) { result.emplace(use(connection)); });
            return std::move(*result);
        }
    }

    /// Runs `use` in a write transaction: committed when it returns, rolled back when it throws.
    /// SQLite begins IMMEDIATE; PostgreSQL repeats `use` after a serialization failure or deadlock, so
    /// it must have no effect outside the database. Must not be nested on one thread.
    template <class Use>
    auto write(Use use) -> std::invoke_result_t<Use, Transaction&> {
        const Stopwatch stopwatch{metrics_, "write"};
        if constexpr (std::is_void_v<std::invoke_result_t<Use, Transaction&>>) {
            with_transaction([&](Transaction& transaction) { use(transaction); });
        } else {
            std::optional<std::invoke_result_t<Use, Transaction&>> result;
            with_transaction([&](Transaction& transaction) { result.emplace(use(transaction)); });
            return std::move(*result);
        }
    }

    /// Runs `use` on a connection of its own that is inside no transaction: for migrations.
    virtual void with_exclusive(const std::function<void(Connection&)>& use) = 0;

  protected:
    explicit Database(Metrics* metrics) : metrics_(metrics) {}
    virtual void with_reader(const std::function<void(Connection&)>& use) = 0;
    virtual void with_transaction(const std::function<void(Transaction&)>& use) = 0;
    /// For drivers: what a Transaction is made of, and what runs once it is committed.
    static Transaction begin(Connection& connection) { return Transaction{connection}; }
    static void committed(Transaction& transaction) {
        for (const auto& action : transaction.after_commit_) action();
    }

    Metrics* const metrics_;
};

}  // namespace certwright::store
