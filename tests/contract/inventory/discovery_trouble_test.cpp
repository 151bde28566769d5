#include "discovery_fixture.hpp"

#include <mutex>
#include <thread>

namespace certwright::inventory {
namespace {

struct DiscoveryTrouble : DiscoveryTest {};

TEST_P(DiscoveryTrouble, shows_one_failing_region_and_spoils_no_other) {
    aws.fill("eu-west-1", 4);
    aws.fill("us-east-1", 4);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.intercept =
        [](const std::string& operation,
           const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:ListCertificates" && region == "eu-west-1")
            return FakeAws::error(403, "AccessDeniedException",
                                  "an explicit deny in a service control policy");
        return std::nullopt;
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed_with_errors);
    ASSERT_TRUE(scope(run, "eu-west-1").error);
    EXPECT_EQ(scope(run, "eu-west-1").error->code, "AccessDeniedException");
    EXPECT_EQ(scope(run, "eu-west-1").error->message, "an explicit deny in a service control policy");
    EXPECT_EQ(scope(run, "us-east-1").state, ScopeState::completed);
    EXPECT_EQ(certificates({{"missing", "true"}}).size(), 0U) << "an error must never delete";
    EXPECT_EQ(certificates().size(), 8U);
}

TEST_P(DiscoveryTrouble, takes_half_a_listing_for_no_listing) {
    aws.fill("eu-west-1", 1010);
    ASSERT_EQ(discover().state, RunState::completed);
    std::atomic<int> pages = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:ListCertificates" && ++pages == 2)
            return net::ClientResponse{
                200, {{"Content-Type", "application/x-amz-json-1.1"}}, "{\"CertificateSumm"};
        return std::nullopt;
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed_with_errors);
    EXPECT_EQ(scope(run, "eu-west-1").state, ScopeState::failed);
    EXPECT_TRUE(certificates({{"missing", "true"}}).empty());
}

TEST_P(DiscoveryTrouble, counts_a_region_that_is_off_as_no_error) {
    aws.fill("eu-west-1", 1);
    aws.fill("me-south-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation.starts_with("acm:") && region == "me-south-1")
            return FakeAws::error(400, "UnrecognizedClientException",
                                  "The security token included in the request is invalid.");
        return std::nullopt;
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(scope(run, "me-south-1").state, ScopeState::region_disabled);
}

TEST_P(DiscoveryTrouble, completes_though_aws_says_again_and_again_that_the_rate_is_exceeded) {
    aws.fill("eu-west-1", 12);
    aws.fill("us-east-1", 12);
    std::mutex mutex;
    std::map<std::string, int> tries;
    std::int64_t refused = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        const std::scoped_lock lock{mutex};
        if (!operation.starts_with("acm:") || ++tries[operation + region] > 2) return std::nullopt;
        ++refused;
        return FakeAws::error(400, "ThrottlingException", "Rate exceeded");
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 24U);
    Calls reported;
    for (const RunScope& one : run.scopes) add(reported, one.calls);
    std::int64_t throttles = 0;
    for (const auto& [operation, counts] : reported) throttles += counts.throttles;
    EXPECT_GT(reported["acm:ListCertificates"].throttles, 0);
    EXPECT_GT(reported["acm:DescribeCertificate"].throttles, 0);
    EXPECT_EQ(throttles, refused);
}

/// Every try to describe a certificate of one region breaks.
void break_descriptions(FakeAws& aws) {
    aws.intercept =
        [](const std::string& operation,
           const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:DescribeCertificate" || region != "eu-west-1") return std::nullopt;
        return net::NoResponse{net::TransportFailure::reset, true, "closed"};
    };
}

TEST_P(DiscoveryTrouble, goes_on_after_one_certificate_that_no_answer_came_for) {
    aws.fill("eu-west-1", 1);
    break_descriptions(aws);
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(scope(run, "eu-west-1").notes.size(), 1U);
    EXPECT_EQ(certificates({{"details_state", "failed"}}).size(), 1U);
    aws.intercept = nullptr;
    discover();
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 1U);
}

TEST_P(DiscoveryTrouble, gives_up_a_region_where_no_answer_comes_for_any_certificate) {
    aws.fill("eu-west-1", 50);
    break_descriptions(aws);
    const DiscoveryRun run = discover();
    EXPECT_EQ(scope(run, "eu-west-1").state, ScopeState::failed);
    EXPECT_LE(certificates({{"details_state", "failed"}}).size(), 8U) << "each takes three tries";
}

TEST_P(DiscoveryTrouble, keeps_the_details_that_came_together_with_a_broken_certificate) {
    aws.fill("eu-west-1", 12);
    std::atomic<int> got = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:GetCertificate" || ++got != 5) return std::nullopt;
        return net::ClientResponse{
            200,
            {{"Content-Type", "application/x-amz-json-1.1"}},
            R"({"Certificate":"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"})"};
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(scope(run, "eu-west-1").notes.size(), 1U);
    EXPECT_EQ(certificates({{"details_state", "failed"}}).size(), 1U);
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 11U);
}

TEST_P(DiscoveryTrouble, asks_again_for_a_certificate_that_did_not_come) {
    aws.fill("eu-west-1", 2);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:GetCertificate") return std::nullopt;
        return FakeAws::error(400, "RequestInProgressException", "not yet");
    };
    EXPECT_EQ(discover().state, RunState::completed);
    EXPECT_EQ(certificates({{"details_state", "pending"}}).size(), 2U);
    aws.intercept = nullptr;
    discover();
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 2U);
}

TEST_P(DiscoveryTrouble, certificates_of_iam_that_cannot_be_read_fail_each_by_itself) {
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        const auto xml = [&](const std::string& name, const std::string& result) {
            return net::ClientResponse{200,
                                       {{"Content-Type", "text/xml"}},
                                       "<" + name + "Response><" + name + "Result>" + result + "</" + name +
                                           "Result></" + name + "Response>"};
        };
        const auto metadata = [](const std::string& name) {
            return "<Path>/</Path><ServerCertificateName>" + name +
                   "</ServerCertificateName><Arn>arn:aws:iam::" + FakeAws::account_id +
                   ":server-certificate/" + name + "</Arn><ServerCertificateId>" + name +
                   "</ServerCertificateId><UploadDate>2026-01-01T00:00:00Z</UploadDate>"
                   "<Expiration>2027-01-01T00:00:00Z</Expiration>";
        };
        if (operation == "iam:ListServerCertificates") {
            std::string rows;
            for (int i = 0; i < 20; ++i)
                rows += "<member>" + metadata("server" + std::to_string(i)) + "</member>";
            return xml("ListServerCertificates",
                       "<IsTruncated>false</IsTruncated><ServerCertificateMetadataList>" + rows +
                           "</ServerCertificateMetadataList>");
        }
        if (operation != "iam:GetServerCertificate") return std::nullopt;
        return xml(
            "GetServerCertificate",
            "<ServerCertificate><ServerCertificateMetadata>" + metadata("server") +
                "</ServerCertificateMetadata><CertificateBody>-----BEGIN CERTIFICATE-----\nMAA=\n-----END "
                "CERTIFICATE-----</CertificateBody></ServerCertificate>");
    };
    EXPECT_EQ(discover().state, RunState::completed);
    EXPECT_EQ(certificates({{"service", "iam"}, {"details_state", "failed"}}).size(), 20U);
}

TEST_P(DiscoveryTrouble, a_slower_run_does_not_miss_what_a_quicker_one_found_meanwhile) {
    aws.fill("eu-west-1", 1);
    const auto worker = start_worker();
    std::atomic<int> lists = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string& region) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:ListCertificates" || region != "eu-west-1" || ++lists > 1) return std::nullopt;
        EXPECT_EQ(wait_for(start()).state, RunState::completed);
        return net::ClientResponse{
            200, {{"Content-Type", "application/x-amz-json-1.1"}}, R"({"CertificateSummaryList":[]})"};
    };
    const DiscoveryRun slower = wait_for(start());
    EXPECT_EQ(slower.state, RunState::completed);
    EXPECT_EQ(scope(slower, "eu-west-1").missing, 0);
    EXPECT_TRUE(certificates({{"missing", "true"}}).empty());
    EXPECT_EQ(certificates().size(), 1U);
}

TEST_P(DiscoveryTrouble, takes_no_failure_that_passes_for_the_list_of_regions) {
    aws.fill("eu-west-1", 1);
    const auto asked_at = [&] {
        return database->read([&](store::Connection& connection) {
            return accounts.get(connection, account.text()).regions_asked_at;
        });
    };
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "ec2:DescribeRegions") return std::nullopt;
        return net::NoResponse{net::TransportFailure::reset, true, "closed"};
    };
    EXPECT_EQ(discover().state, RunState::completed);
    EXPECT_FALSE(asked_at());
    aws.intercept = nullptr;
    discover();
    EXPECT_TRUE(asked_at());
}

TEST_P(DiscoveryTrouble, is_cancelled_before_it_began) {
    const RunId id = start();
    database->write([&](store::Transaction& transaction) { runs.cancel(transaction, id, {}); });
    EXPECT_EQ(run_of(id).state, RunState::cancelled);
    EXPECT_EQ(run_of(id).scopes[0].state, ScopeState::cancelled);
}

TEST_P(DiscoveryTrouble, goes_on_after_its_process_died) {
    aws.fill("eu-west-1", 300);
    std::atomic<int> described = 0;
    std::atomic<bool> frozen = true;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:DescribeCertificate" && ++described > 50 && frozen)
            return net::NoResponse{net::TransportFailure::cancelled, true, "gone"};
        return std::nullopt;
    };
    auto worker = start_worker();
    const RunId id = start();
    while (described < 60) std::this_thread::sleep_for(10ms);
    worker.reset();
    frozen = false;
    worker = start_worker();
    const DiscoveryRun run = wait_for(id);
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(certificates().size(), 300U);
    EXPECT_EQ(certificates({{"details_state", "complete"}}).size(), 300U);
    EXPECT_EQ(scope(run, "eu-west-1").found, 300);
    EXPECT_FALSE(
        database->read([&](store::Connection& connection) { return log.verify(connection); }).broken_at);
}

TEST_P(DiscoveryTrouble, stays_full_when_its_process_died_before_the_listing_was_whole) {
    aws.fill("eu-west-1", 5);
    ASSERT_EQ(discover().state, RunState::completed);
    aws.forget_calls();
    std::atomic<bool> dying = true;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:ListCertificates" || !dying.exchange(false)) return std::nullopt;
        throw std::runtime_error{"gone"};
    };
    EXPECT_EQ(discover(true).state, RunState::completed);
    EXPECT_EQ(aws.calls()["acm:DescribeCertificate"], 5);
}

TEST_P(DiscoveryTrouble, can_be_cancelled_and_keeps_what_it_found) {
    aws.latency = 5ms;
    aws.fill("eu-west-1", 1000);
    const auto worker = start_worker();
    const RunId id = start();
    while (certificates().empty()) std::this_thread::sleep_for(20ms);
    database->write([&](store::Transaction& transaction) { runs.cancel(transaction, id, {}); });
    const DiscoveryRun run = wait_for(id);
    EXPECT_EQ(run.state, RunState::cancelled);
    EXPECT_FALSE(certificates().empty());
}

TEST_P(DiscoveryTrouble, is_cancelled_while_it_still_asks_who_it_is) {
    aws.fill("eu-west-1", 10);
    const auto worker = start_worker();
    std::atomic<bool> started = false;
    RunId id;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "ec2:DescribeRegions") return std::nullopt;
        while (!started) std::this_thread::sleep_for(1ms);
        database->write([&](store::Transaction& transaction) { runs.cancel(transaction, id, {}); });
        return std::nullopt;
    };
    id = start();
    started = true;
    EXPECT_EQ(wait_for(id).state, RunState::cancelled);
    EXPECT_EQ(aws.calls()["acm:ListCertificates"], 0);
}

TEST_P(DiscoveryTrouble, counts_and_renews_as_one_scan_what_was_cut_in_two) {
    aws.fill("eu-west-1", 1010);
    ASSERT_EQ(discover().state, RunState::completed);
    auto& list = aws.region("eu-west-1");
    for (std::size_t i = 0; i < 30; ++i) list[i].in_use = true;
    list[40].tags = {{"stage", "test"}};  // which no list row tells
    std::atomic<int> pages = 0;
    aws.intercept =
        [&](const std::string& operation,
            const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation == "acm:ListCertificates" && ++pages == 2) throw std::runtime_error{"cut off"};
        return std::nullopt;
    };
    aws.forget_calls();
    const auto worker = start_worker();
    const RunId id = start(/*full=*/true);
    const DiscoveryRun run = wait_for(id);
    EXPECT_EQ(run.state, RunState::completed);
    EXPECT_EQ(scope(run, "eu-west-1").changed, 30);
    EXPECT_EQ(scope(run, "eu-west-1").unchanged, 980);
    EXPECT_EQ(aws.calls()["acm:DescribeCertificate"], 1010);
    const auto tagged = certificates({{"tag", "stage=test"}});
    EXPECT_EQ(tagged.size(), 1U);
}

TEST_P(DiscoveryTrouble, does_not_follow_a_listing_in_circles) {
    aws.fill("eu-west-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:ListCertificates") return std::nullopt;
        return net::ClientResponse{200,
                                   {{"Content-Type", "application/x-amz-json-1.1"}},
                                   R"({"CertificateSummaryList":[],"NextToken":"the same"})"};
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(scope(run, "eu-west-1").state, ScopeState::failed);
    EXPECT_EQ(aws.calls()["acm:ListCertificates"], 2);
}

TEST_P(DiscoveryTrouble, learns_nothing_about_search_from_a_failure_that_passes) {
    aws.fill("eu-west-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "acm:SearchCertificates") return std::nullopt;
        return FakeAws::error(400, "ExpiredTokenException",
                              "The security token included in the request is expired");
    };
    ASSERT_EQ(discover().state, RunState::completed);
    aws.intercept = nullptr;
    ASSERT_EQ(discover().state, RunState::completed);
    EXPECT_EQ(database->read(
                  [&](store::Connection& connection) { return accounts.get(connection, "demo").search; }),
              SearchSupport::available);
}

TEST_P(DiscoveryTrouble, names_the_wrong_credentials) {
    aws.fill("eu-west-1", 1);
    aws.intercept =
        [](const std::string& operation,
           const std::string&) -> std::optional<std::variant<net::ClientResponse, net::NoResponse>> {
        if (operation != "sts:GetCallerIdentity") return std::nullopt;
        return net::ClientResponse{
            403,
            {{"Content-Type", "text/xml"}},
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>"
            "<Message>The security token included in the request is "
            "invalid.</Message></Error></ErrorResponse>"};
    };
    const DiscoveryRun run = discover();
    EXPECT_EQ(run.state, RunState::failed);
    ASSERT_TRUE(run.scopes[0].error);
    EXPECT_EQ(run.scopes[0].error->code, "InvalidClientTokenId");
    EXPECT_FALSE(run.scopes[0].error->hint.empty());
}

INSTANTIATE_ON_BOTH_DATABASES(DiscoveryTrouble);

}  // namespace
}  // namespace certwright::inventory
