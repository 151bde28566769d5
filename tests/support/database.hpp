#pragma once

#include "store/database.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace certwright::test {

class PostgresCluster;

/// A new empty database, gone at the end of its scope: an SQLite file, or a database on the
/// PostgreSQL cluster that CERTWRIGHT_TEST_POSTGRES_URL names, or else on a private cluster that the
/// first use in this process starts and the end of the process stops.
class FreshDatabase {
  public:
    explicit FreshDatabase(store::Dialect dialect);
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    const std::string& url() const noexcept { return url_; }

  private:
    TempDirectory directory_;
    std::shared_ptr<const PostgresCluster> cluster_;  ///< where it is a private one
    std::string cluster_url_;
    std::string name_;  ///< on PostgreSQL
    std::string url_;
};

/// A contract test of something that lives on a database: INSTANTIATE_ON_BOTH_DATABASES runs it on
/// each, with `database` open and empty.
struct DatabaseTest : testing::TestWithParam<store::Dialect> {
    FreshDatabase fresh{GetParam()};
    std::unique_ptr<store::Database> database = store::Database::open(fresh.url());

    /// A second process's view of the same database.
    std::unique_ptr<store::Database> open_again(const store::DatabaseOptions& options = {}) const {
        return store::Database::open(fresh.url(), options);
    }
};

/// The same with Certwright's schema.
struct MigratedDatabaseTest : DatabaseTest {
    MigratedDatabaseTest();
};

}  // namespace certwright::test

#define INSTANTIATE_ON_BOTH_DATABASES(suite)                                                         \
    INSTANTIATE_TEST_SUITE_P(                                                                        \
        on, suite,                                                                                   \
        testing::Values(certwright::store::Dialect::sqlite, certwright::store::Dialect::postgresql), \
        [](const auto& chosen) {                                                                     \
            return chosen.param == certwright::store::Dialect::sqlite ? "sqlite" : "postgresql";     \
        })
