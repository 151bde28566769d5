#include "inventory/certificate_list.hpp"
#include "store/migrator.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace certwright::inventory {
namespace {

/// Passes everything on, and asks SQLite how it would go about the first query, or each.
class Explaining final : public store::Connection {
  public:
    explicit Explaining(store::Connection& connection) : connection_(connection) {}

    store::Dialect dialect() const noexcept override { return connection_.dialect(); }
    std::int64_t execute(std::string_view sql, std::span<const store::Value> values) override {
        return connection_.execute(sql, values);
    }
    void query(std::string_view sql, std::span<const store::Value> values,
               const std::function<void(const store::Row&)>& visit) override {
        if (plan.empty() || every)
            connection_.query("EXPLAIN QUERY PLAN " + std::string{sql}, values,
                              [&](const store::Row& row) { plan += row.text(3) + "\n"; });
        connection_.query(sql, values, visit);
    }
    std::int64_t execute_each(std::string_view sql, std::span<const store::Values> rows) override {
        return connection_.execute_each(sql, rows);
    }
    void run_script(std::string_view sql) override { connection_.run_script(sql); }

    std::string plan;
    bool every = false;

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
            list_certificates(explaining, {connection, CertificateFilter::parse(filter), Time{}},
                              CertificateSort::parse(sort), after, 50);
            return explaining.plan;
        });
    }
    std::string of_totals(const Filter& filter = {}) {
        return database->read([&](store::Connection& connection) {
            Explaining explaining{connection};
            total_certificates(explaining, {connection, CertificateFilter::parse(filter), Time{}}, Time{});
            return explaining.plan;
        });
    }
    std::string of_search(const Filter& filter) {
        return database->read([&](store::Connection& connection) {
            Explaining explaining{connection};
            explaining.every = true;
            const CertificateSelection selection{explaining, CertificateFilter::parse(filter), Time{}};
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

Filter of_any_value(std::string_view property) {
    const bool is_truth = property == "in_use" || property == "expired" || property == "missing";
    if (property == "sync_state") return {{"sync_state", "mismatch"}};
    return {{std::string{property}, is_truth ? "true" : property == "expires_within" ? "30" : "ab"}};
}

std::vector<std::string> lines_of(const std::string& plan) {
    std::istringstream stream{plan};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// SQLite 3.40 does not call an index on an expression covering, but neither goes to the row before it
/// needs another column.
bool needs_no_row(const std::string& line) {
    for (const std::string_view index : {"COVERING INDEX", "_by_not_after", "_by_created_at", "_by_in_use",
                                         "_by_renewal_eligibility", "_by_issuer", "aws_certificates_missing"})
        if (has(line, index)) return true;
    return false;
}

TEST_F(CertificateListPlan, touches_no_row_of_a_match_before_it_knows_the_page) {
    for (const auto& [property, meaning] : CertificateFilter::properties()) {
        for (const std::string& line : lines_of(of_search(of_any_value(property)))) {
            const bool reads_certificates =
                line.starts_with("SCAN c") || line.starts_with("SEARCH c") || has(line, "aws_certificates ");
            EXPECT_TRUE(!reads_certificates || needs_no_row(line)) << property << "\n" << line;
        }
    }
}

TEST_F(CertificateListPlan, looks_through_the_texts_once_for_all_values_of_a_property) {
    const auto lines = lines_of(of_search({{"name", "a"}, {"name", "b"}, {"name", "!c"}, {"name", "!d"}}));
    EXPECT_EQ(lines, (std::vector<std::string>(2, "SCAN aws_certificate_name_blocks")));
}

TEST_F(CertificateListPlan, walks_along_every_order_with_the_matches_in_hand) {
    const Filter filter{{"q", "!nowhere"}, {"status", "!EXPIRED"}};  // what most certificates are in
    for (const std::string_view field : CertificateSort::fields()) {
        const std::string plan = of_page(filter, field);
        EXPECT_FALSE(has(plan, "TEMP B-TREE")) << field << "\n" << plan;
        EXPECT_TRUE(needs_no_row(plan)) << field << "\n" << plan;
    }
    EXPECT_TRUE(has(of_totals(filter), "COVERING INDEX aws_certificates_totals")) << of_totals(filter);
    EXPECT_FALSE(has(of_totals(filter), "TEMP B-TREE")) << of_totals(filter);
}

TEST_F(CertificateListPlan, looks_few_matches_up_one_by_one) {
    const std::string plan = of_page({{"status", "REVOKED"}}, "domain_name");
    EXPECT_FALSE(has(plan, "SCAN c")) << plan;
    EXPECT_TRUE(has(plan, "SEARCH c USING INTEGER PRIMARY KEY")) << plan;
}

TEST_F(CertificateListPlan, looks_at_each_issuer_and_not_at_each_certificate) {
    const std::string plan = of_search({{"issuer", "amazon"}});
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
