#pragma once

#include "store/database.hpp"
#include "store/pool.hpp"
#include "store/postgres_connection.hpp"

namespace certwright::store {

/// A PostgreSQL database: one pool of connections that may only read, one of those that write.
class PostgresDatabase final : public Database {
  public:
    PostgresDatabase(const std::string& url, const DatabaseOptions& options);

    Dialect dialect() const noexcept override { return Dialect::postgresql; }
    void with_exclusive(const std::function<void(Connection&)>& use) override;

  protected:
    void with_reader(const std::function<void(Connection&)>& use) override;
    void with_transaction(const std::function<void(Transaction&)>& use) override;

  private:
    using Connections = Pool<PostgresConnection>;
    enum class Outcome { committed, repeat };

    Outcome attempt(PostgresConnection& connection, Transaction& transaction,
                    const std::function<void(Transaction&)>& use, int number);

    const std::string url_;
    const DatabaseOptions options_;
    Connections readers_;
    Connections writers_;
};

}  // namespace certwright::store
