#pragma once

#include "store/connection.hpp"

#include <memory>
#include <string>
#include <unordered_map>

struct pg_conn;
struct pg_result;

namespace certwright::store {

class PostgresParameters;

enum class PostgresAccess { read, write, exclusive };
/// Whether a transaction runs beside others, or waits until it is the only one.
enum class PostgresCompany { others, alone };

/// One connection to a PostgreSQL server.
class PostgresConnection final : public Connection {
  public:
    /// `wait` limits how long opening and each wait for a lock may last; an exclusive connection
    /// waits for locks without limit.
    PostgresConnection(const std::string& url, PostgresAccess access, Duration wait);

    using Connection::execute;
    using Connection::query;
    Dialect dialect() const noexcept override { return Dialect::postgresql; }
    std::int64_t execute(std::string_view sql, std::span<const Value> values) override;
    void query(std::string_view sql, std::span<const Value> values,
               const std::function<void(const Row&)>& visit) override;
    std::int64_t execute_each(std::string_view sql, std::span<const Values> rows) override;
    void run_script(std::string_view sql) override;

    void begin(PostgresCompany company);
    /// Throws Fault::unavailable when it is not known whether the server committed, Fault::internal
    /// when the transaction had failed before and `use` had swallowed that.
    void commit();
    /// Leaves the connection outside a transaction, or lost. Nothing to do after a commit.
    void rollback() noexcept;

    /// The server has closed it or will not go on with it.
    bool lost() const noexcept;
    /// Not lost, and nothing has arrived while it lay idle: a server that goes away says so, or
    /// hangs up.
    bool usable() const noexcept;
    /// Some statement since begin() met a serialization failure or a deadlock.
    bool must_repeat() const noexcept { return must_repeat_; }

  private:
    struct Finish {
        void operator()(pg_conn* handle) const noexcept;
    };
    struct Clear {
        void operator()(pg_result* result) const noexcept;
    };
    using Result = std::unique_ptr<pg_result, Clear>;

    /// The result, if it is a success; otherwise notes what the failure means and throws.
    Result checked(Result result, bool preparing);
    const std::string& prepared(std::string_view sql, const PostgresParameters& parameters);
    void forget_statements();
    void prepare(const std::string& name, std::string_view sql, std::vector<unsigned> types);
    std::int64_t run_batch(std::string_view sql, std::span<const Values> rows);
    void run_simple(const char* sql);
    void let_others_in() noexcept;
    /// Reads what is left of a statement, so that the next one can be sent.
    void drain() noexcept;

    std::unique_ptr<pg_conn, Finish> handle_;
    /// Names of prepared statements by their SQL and parameter types.
    std::unordered_map<std::string, std::string> statements_;
    std::size_t statement_count_ = 0;
    bool must_repeat_ = false;
    bool alone_ = false;
    bool lost_ = false;
};

}  // namespace certwright::store
