#include "lifecycle/account_limits.hpp"

#include "aws/credentials/static_credentials.hpp"
#include "support/fake_transport.hpp"
#include "support/leaping_clock.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

net::ClientResponse quotas_answer(const net::ClientRequest& request) {
    const bool is_second_page = request.body.find("NextToken") != std::string::npos;
    return {.status = 200,
            .headers = {},
            .body = is_second_page
                        ? R"({"Quotas":[{"QuotaCode":"L-3808DC70","Value":20.0}]})"
                        : R"({"Quotas":[{"QuotaCode":"L-D2CB7DE9","Value":7.0}],"NextToken":"t"})"};
}

struct AccountLimitsTest : testing::Test {
    AccountLimitsTest() { account.id = inventory::AccountId::make(); }
    aws::Client& client(test::FakeTransport::Script script) {
        transport.emplace(std::move(script));
        return made.emplace(*transport, credentials, book, clock, metrics, aws::Site{}, "123456789012");
    }
    std::size_t sent() const { return transport->sent().size(); }

    test::LeapingClock clock;
    aws::QuotaBook book{clock};
    Metrics metrics;
    aws::StaticCredentials credentials{
        {.access_key_id = "AK", .secret_access_key = Secret{"SK"}, .session_token = {}, .expires_at = {}}};
    std::optional<test::FakeTransport> transport;
    std::optional<aws::Client> made;
    inventory::Account account;
    AccountLimits limits{clock};
};

TEST_F(AccountLimitsTest, are_asked_for_once_for_an_account_and_region) {
    auto& aws = client([](const net::ClientRequest& request, auto) { return quotas_answer(request); });
    const ImportLimits known{{7, ""}, {20, ""}};
    for (int time = 0; time < 3; ++time) EXPECT_EQ(limits.imports(aws, account, "eu-west-1", {}), known);
    EXPECT_EQ(sent(), 2U);  // pages
    EXPECT_EQ(transport->sent().front().url.host, "servicequotas.eu-west-1.amazonaws.com");
    EXPECT_EQ(limits.imports(aws, account, "us-east-1", {}), known);
    EXPECT_EQ(sent(), 4U);
    account.version += 1;  // it may be another account of AWS now
    EXPECT_EQ(limits.imports(aws, account, "us-east-1", {}), known);
    EXPECT_EQ(sent(), 6U);
    clock.advance(5min);
    EXPECT_EQ(limits.imports(aws, account, "us-east-1", {}), known);
    EXPECT_EQ(sent(), 8U);
}

TEST_F(AccountLimitsTest, that_were_refused_are_asked_for_again_after_a_minute) {
    auto& aws = client([](auto&, auto) {
        return net::ClientResponse{
            .status = 400, .headers = {}, .body = R"({"__type":"AccessDeniedException","Message":"no"})"};
    });
    for (int time = 0; time < 3; ++time)
        EXPECT_TRUE(limits.imports(aws, account, "eu-west-1", {}).held.is_default());
    EXPECT_EQ(sent(), 1U);
    clock.advance(1min);
    EXPECT_TRUE(limits.imports(aws, account, "eu-west-1", {}).held.is_default());
    EXPECT_EQ(sent(), 2U);
}

TEST_F(AccountLimitsTest, are_not_waited_for_for_long) {
    auto& aws = client([this](const net::ClientRequest& request, auto) {
        clock.advance(request.timeout);
        return net::NoResponse{net::TransportFailure::timeout, true, "no answer"};
    });
    const Time before = clock.now();
    EXPECT_TRUE(limits.imports(aws, account, "eu-west-1", {}).in_year.is_default());
    EXPECT_LE(clock.now() - before, 5s);
}

TEST_F(AccountLimitsTest, of_server_certificates_are_asked_for_once_for_an_account) {
    auto& aws = client([](auto&, auto) {
        return net::ClientResponse{
            .status = 200,
            .headers = {},
            .body =
                "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry>"
                "<key>ServerCertificatesQuota</key><value>50</value></entry></SummaryMap>"
                "</GetAccountSummaryResult></GetAccountSummaryResponse>"};
    });
    for (int time = 0; time < 3; ++time)
        EXPECT_EQ(limits.server_certificates(aws, account, {}), (Limit{50, ""}));
    EXPECT_EQ(sent(), 1U);
}

}  // namespace
}  // namespace certwright::lifecycle
