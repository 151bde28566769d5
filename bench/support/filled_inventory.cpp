#include "bench/support/filled_inventory.hpp"

#include "aws/acm_codec.hpp"
#include "bench/support/list_page.hpp"
#include "crypto/digest.hpp"

#include <fmt/format.h>

#include <array>

namespace certwright::bench {
namespace {

constexpr std::array regions{"us-east-1",  "us-east-2",      "us-west-2", "eu-west-1",  "eu-central-1",
                             "eu-north-1", "ap-southeast-2", "sa-east-1", "ap-south-1", "ca-central-1"};
constexpr std::array issuers{"CN=Amazon RSA 2048 M02,O=Amazon,C=US", "CN=Amazon RSA 2048 M03,O=Amazon,C=US",
                             "CN=R11,O=Let's Encrypt,C=US", "CN=Example Issuing CA 3,O=Example AG,C=CH"};
constexpr std::array environments{"production", "staging", "development"};

constexpr std::string_view set_details = R"(
    UPDATE aws_certificates SET serial = $2, issuer = $3, subject = $4, fingerprint_sha256 = $5,
        signature_algorithm = 'SHA256WITHRSA', renewal_status = $6, validation_method = 'DNS',
        details_state = 'complete', pem_stale = FALSE, described_at = $7
    WHERE id = $1)";
constexpr std::string_view insert_details =
    "INSERT INTO aws_certificate_details (certificate, detail, chain) VALUES ($1, $2, '[]')";
constexpr std::string_view insert_tag =
    "INSERT INTO aws_certificate_tags (certificate, tag_key, tag_value) VALUES ($1, $2, $3)";

std::string colons(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); i += 2) (text += i == 0 ? "" : ":") += digits.substr(i, 2);
    return text;
}

void add_details(Installation& server, const inventory::AccountId& account, const std::string& region,
                 std::size_t first) {
    struct Row {
        std::string id, domain_name;
    };
    const auto rows = server.database->read([&](store::Connection& connection) {
        return connection.list(
            "SELECT id, domain_name FROM aws_certificates WHERE account = $1 AND region = $2 "
            "AND details_state = 'pending' ORDER BY arn",
            {account, region}, [](const store::Row& row) {
                return Row{row.text(0), row.text(1)};
            });
    });
    std::vector<store::Values> details, documents, tags;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t number = first + i;
        const std::string digest = crypto::sha256_hex(std::to_string(number));
        details.push_back({rows[i].id, colons(digest.substr(0, 32)),
                           std::string{issuers[number % issuers.size()]}, "CN=" + rows[i].domain_name, digest,
                           number % 9 == 0 ? store::Value{"SUCCESS"} : store::Value{}, server.clock.now()});
        documents.push_back(
            {rows[i].id, fmt::format(R"({{"in_use_by":["arn:aws:elasticloadbalancing:{}:123456789012:)"
                                     R"(loadbalancer/app/lb-{}/50dc6c495c0c9188"]}})",
                                     region, number % 500)});
        tags.push_back({rows[i].id, "environment", std::string{environments[number % environments.size()]}});
        tags.push_back({rows[i].id, "cost-center", std::to_string(1000 + number % 400)});
        tags.push_back({rows[i].id, "owner", fmt::format("team-{}@example.com", number % 40)});
    }
    server.database->write([&](store::Transaction& transaction) {
        transaction->execute_each(set_details, details);
        transaction->execute_each(insert_details, documents);
        transaction->execute_each(insert_tag, tags);
    });
}

}  // namespace

std::vector<inventory::ListRow> list_rows(const std::string& page) {
    std::vector<inventory::ListRow> rows;
    for (const auto& summary : aws::acm::parse_list_page(page).rows)
        rows.push_back(inventory::to_list_row(summary));
    return rows;
}

inventory::SweepCounts keep_page(Installation& server, const inventory::AccountId& account,
                                 const std::string& region, const std::vector<inventory::ListRow>& rows) {
    const inventory::Sweep sweep{{account, region, "acm"}, "", server.clock.now()};
    return server.database
        ->write([&](store::Transaction& transaction) {
            return sweep.keep_page(transaction, rows, server.clock.now());
        })
        .counts;
}

void fill(Installation& server, std::size_t certificates) {
    std::vector<inventory::AccountId> accounts;
    for (std::size_t i = 0; i < 10; ++i)
        accounts.push_back(server.add_account(fmt::format("account-{:02}", i)));
    for (std::size_t first = 0; first < certificates; first += rows_a_page) {
        const std::size_t number = first / rows_a_page;
        const auto& account = accounts[number % accounts.size()];
        const std::string region = regions[number / accounts.size() % regions.size()];
        const std::size_t rows = std::min(rows_a_page, certificates - first);
        keep_page(server, account, region, list_rows(list_page(region, first, rows)));
        add_details(server, account, region, first);
    }
    settle(server);
}

void settle(Installation& server) {
    if (server.database->dialect() == store::Dialect::sqlite) return;
    server.database->with_exclusive(
        [](store::Connection& connection) { connection.run_script("VACUUM ANALYZE"); });
}

}  // namespace certwright::bench
