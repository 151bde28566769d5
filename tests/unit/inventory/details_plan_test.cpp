#include "inventory/details.hpp"
#include "store/migrator.hpp"

#include <gtest/gtest.h>

namespace certwright::inventory {
namespace {

/// Passes everything on, and keeps how SQLite went about the queries.
class PlanKeeper final : public store::Connection {
  public:
    explicit PlanKeeper(store::Connection& connection) : connection_(connection) {}

    store::Dialect dialect() const noexcept override { return connection_.dialect(); }
    std::int64_t execute(std::string_view sql, std::span<const store::Value> values) override {
        return connection_.execute(sql, values);
    }
    void query(std::string_view sql, std::span<const store::Value> values,
               const std::function<void(const store::Row&)>& visit) override {
        connection_.query("EXPLAIN QUERY PLAN " + std::string{sql}, values,
                          [&](const store::Row& row) { plan += row.text(3) + "\n"; });
        connection_.query(sql, values, visit);
    }
    std::int64_t execute_each(std::string_view sql, std::span<const store::Values> rows) override {
        return connection_.execute_each(sql, rows);
    }
    void run_script(std::string_view sql) override { connection_.run_script(sql); }

    std::string plan;

  private:
    store::Connection& connection_;
};

struct DetailsPlan : testing::Test {
    DetailsPlan() { store::migrate(*database, store::embedded_migrations()); }

    std::string of(const std::function<void(store::Connection&)>& question) {
        return database->read([&](store::Connection& connection) {
            PlanKeeper keeper{connection};
            question(keeper);
            return keeper.plan;
        });
    }

    std::unique_ptr<store::Database> database = store::Database::open("sqlite::memory:");
    Scope scope{AccountId::make(), "eu-west-1", "acm"};
};

/// One region's certificates must not cost a walk over those of all the others.
TEST_F(DetailsPlan, touches_the_regions_own_certificates_only) {
    const auto plans = {
        of([&](store::Connection& connection) { pending_details(connection, scope, "crt_1", 400); }),
        of([&](store::Connection& connection) { count_pending_details(connection, scope); }),
        of([&](store::Connection& connection) {
            details_due(connection, scope, Time{}, Rotation{}, 100, 0);
        }),
    };
    for (const std::string& plan : plans)
        EXPECT_NE(
            plan.find("aws_certificates_region (account=? AND region=? AND service=? AND details_state=?)"),
            std::string::npos)
            << plan;
}

}  // namespace
}  // namespace certwright::inventory
