#include "inventory/certificate_list.hpp"
#include "store/migrator.hpp"

#include <gtest/gtest.h>

namespace certwright::inventory {
namespace {

/// Passes everything on, and asks SQLite how it would go about the first query.
class Explaining final : public store::Connection {
  public:
    explicit Explaining(store::Connection& connection) : connection_(connection) {}

    store::Dialect dialect() const noexcept override { return connection_.dialect(); }
    std::int64_t execute(std::string_view sql, std::span<const store::Value> values) override {
        return connection_.execute(sql, values);
    }
    void query(std::string_view sql, std::span<const store::Value> values,
               const std::function<void(const store::Row&)>& visit) override {
        if (plan.empty())
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

using Filter = std::vector<std::pair<std::string, std::string>>;

struct CertificateListPlan : testing::Test {
    CertificateListPlan() { store::migrate(*database, store::embedded_migrations()); }

    std::string of_page(const Filter& filter, std::string_view sort,
                        const std::optional<CertificateCursor>& after = std::nullopt) {
        return database->read([&](store::Connection& connection) {
            Explaining explaining{connection};
            list_certificates(explaining, CertificateFilter::parse(filter), CertificateSort::parse(sort),
                              after, 50, Time{});
            return explaining.plan;
        });
    }
    std::string of_totals() {
        return database->read([&](store::Connection& connection) {
            Explaining explaining{connection};
            total_certificates(explaining, {}, Time{});
            return explaining.plan;
        });
    }

    std::unique_ptr<store::Database> database = store::Database::open("sqlite::memory:");
};

bool has(const std::string& plan, std::string_view words) {
    return plan.find(words) != std::string::npos;
}

TEST_F(CertificateListPlan, reads_every_order_off_an_index_from_any_row_on) {
    for (const std::string_view field : CertificateSort::fields()) {
        for (const std::string& sort : {std::string{field}, "-" + std::string{field}}) {
            const CertificateCursor cursor{CertificateSort::parse(sort).is_numeric() ? "1" : "a", "crt_1"};
            for (const std::string& plan : {of_page({}, sort), of_page({}, sort, cursor)})
                EXPECT_FALSE(has(plan, "TEMP B-TREE")) << sort << "\n" << plan;
            EXPECT_TRUE(has(of_page({}, sort, cursor), "SEARCH")) << sort << "\n"
                                                                  << of_page({}, sort, cursor);
        }
    }
}

TEST_F(CertificateListPlan, touches_no_column_of_a_match_before_it_knows_the_page) {
    for (const auto& [property, meaning] : CertificateFilter::properties()) {
        const bool is_truth = property == "in_use" || property == "expired" || property == "missing";
        const std::string value = is_truth ? "true" : property == "expires_within" ? "30" : "ab";
        const std::string plan = of_page({{std::string{property}, value}}, "domain_name");
        EXPECT_FALSE(has(plan, "SEARCH o ")) << "twins are counted for each match\n"
                                             << property << "\n"
                                             << plan;
        EXPECT_FALSE(has(plan, "SEARCH r ")) << property << "\n" << plan;
    }
}

TEST_F(CertificateListPlan, finds_rare_values_without_walking_along_the_order) {
    for (const Filter& filter :
         {Filter{{"missing", "true"}}, Filter{{"renewal_status", "FAILED"}},
          Filter{{"validation_method", "HTTP"}}, Filter{{"details_state", "pending"}},
          Filter{{"status", "REVOKED"}}, Filter{{"issuer", "nobody"}}, Filter{{"q", "nowhere"}},
          Filter{{"tag", "absent"}}, Filter{{"name", "nowhere"}}}) {
        const std::string plan = of_page(filter, "domain_name");
        EXPECT_FALSE(has(plan, "SCAN c")) << filter[0].first << "\n" << plan;
    }
}

TEST_F(CertificateListPlan, looks_at_each_issuer_and_not_at_each_certificate) {
    const std::string plan = of_page({{"issuer", "amazon"}}, "not_after");
    EXPECT_FALSE(has(plan, "SCAN aws_certificates")) << plan;
    EXPECT_TRUE(has(plan, "SEARCH c USING INDEX aws_certificates_by_issuer")) << plan;
}

TEST_F(CertificateListPlan, totals_come_off_one_index_in_its_order) {
    const std::string plan = of_totals();
    EXPECT_TRUE(has(plan, "COVERING INDEX aws_certificates_totals")) << plan;
    EXPECT_FALSE(has(plan, "TEMP B-TREE")) << plan;
}

}  // namespace
}  // namespace certwright::inventory
