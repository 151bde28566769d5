#pragma once

#include "store/database.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace certwright::test {

class PostgresCluster;

/// What a new database has in it. The schema is copied from one that was migrated once in this process,
/// because the migrations cost more than most tests.
enum class Schema { none, certwright };

/// A new database, gone at the end of its scope: an SQLite file, or a database on the
/// PostgreSQL cluster that CERTWRIGHT_TEST_POSTGRES_URL names, or else on a private cluster that the
/// first use in this process starts and the end of the process stops.
class FreshDatabase {
  public:
    explicit FreshDatabase(store::Dialect dialect, Schema schema = Schema::none);
    ~FreshDatabase();
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    const std::string& url() const noexcept { return url_; }
    /// On PostgreSQL.
    const std::string& name() const noexcept { return name_; }

  private:
    void make_file(Schema schema);
    void make_database(Schema schema);

    TempDirectory directory_;
    std::shared_ptr<const PostgresCluster> cluster_;  ///< where it is a private one
    std::string cluster_url_;
    std::string name_;
    std::string url_;
};

/// A contract test of something that lives on a database: INSTANTIATE_ON_BOTH_DATABASES runs it on
/// each, with `database` open and empty.
struct DatabaseTest : testing::TestWithParam<store::Dialect> {
    explicit DatabaseTest(Schema schema = Schema::none) : fresh{GetParam(), schema} {}

    FreshDatabase fresh;
    std::unique_ptr<store::Database> database = store::Database::open(fresh.url());

    /// A second process's view of the same database.
    std::unique_ptr<store::Database> open_again(const store::DatabaseOptions& options = {}) const {
        return store::Database::open(fresh.url(), options);
    }
};

/// The same with Certwright's schema.
struct MigratedDatabaseTest : DatabaseTest {
    MigratedDatabaseTest() : DatabaseTest{Schema::certwright} {}
};

}  // namespace certwright::test

#define INSTANTIATE_ON_BOTH_DATABASES(suite)                                                         \
    INSTANTIATE_TEST_SUITE_P(                                                                        \
        on, suite,                                                                                   \
        testing::Values(certwright::store::Dialect::sqlite, certwright::store::Dialect::postgresql), \
        [](const auto& chosen) {                                                                     \
            return chosen.param == certwright::store::Dialect::sqlite ? "sqlite" : "postgresql";     \
        })
