#include "aws/client.hpp"

#include "answers.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "support/fake_transport.hpp"
#include "support/leaping_clock.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

using net::ClientResponse;
using net::NoResponse;
using net::TransportFailure;
using test::FakeTransport;
using test::ok;

ClientResponse refused(int status, const std::string& code, net::Headers headers = {}) {
    return {.status = status,
            .headers = std::move(headers),
            .body = R"({"__type":"com.amazonaws.acm#)" + code + R"(","message":"said AWS"})"};
}

/// Gives key 1, and after it was rejected, key 2.
class Renewable final : public CredentialsProvider {
  public:
    Outcome<std::shared_ptr<const Credentials>> get(std::stop_token) override {
        return std::make_shared<const Credentials>(
            Credentials{.access_key_id = "AKIA" + std::to_string(number),
                        .secret_access_key = Secret{"very-secret-key"},
                        .session_token = Secret{"very-secret-token"},
                        .expires_at = {}});
    }
    void invalidate(const Credentials&) override { ++number; }
    int number = 1;
};

struct AwsClient : testing::Test {
    Outcome<std::string> send(FakeTransport::Script script, Call call, Duration deadline = 2min) {
        transport.emplace(std::move(script));
        Client client{*transport, credentials, quotas, clock, metrics, site, "123456789012"};
        return client.send(call, {.stop = stop.get_token(), .ledger = &ledger, .deadline = deadline});
    }
    CallCounts counts(const std::string& operation = "acm:ListCertificates") {
        return ledger.by_operation()[operation];
    }

    const Call list{
        .service = Service::acm, .operation = "ListCertificates", .region = "eu-west-1", .body = "{}"};
    test::LeapingClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    Renewable credentials;
    CallLedger ledger;
    Site site;
    std::stop_source stop;
    std::optional<FakeTransport> transport;
};

TEST_F(AwsClient, speaks_json_and_signs) {
    const auto answer = send([](auto&, auto) { return ok(R"({"a":1})"); }, list);
    EXPECT_EQ(*answer, R"({"a":1})");
    const auto request = transport->sent().at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url.text(), "https://acm.eu-west-1.amazonaws.com/");
    EXPECT_EQ(request.headers.find("X-Amz-Target"), "CertificateManager.ListCertificates");
    EXPECT_EQ(request.headers.find("Content-Type"), "application/x-amz-json-1.1");
    EXPECT_EQ(request.headers.find("X-Amz-Security-Token"), "very-secret-token");
    EXPECT_TRUE(request.headers.find("User-Agent")->starts_with("certwright/"));
    const auto authorization = request.headers.find("Authorization").value();
    EXPECT_NE(authorization.find("AKIA1/20260101/eu-west-1/acm/aws4_request"), std::string_view::npos);
    EXPECT_EQ(authorization.find("user-agent"), std::string_view::npos);
    EXPECT_EQ(request.body, "{}");
    EXPECT_EQ(counts().calls, 1);
}

TEST_F(AwsClient, speaks_query_and_signs_iam_for_its_own_region) {
    const auto answer =
        send([](auto&, auto) { return ok("<ListResponse/>"); },
             {.service = Service::iam, .operation = "ListX", .region = "eu-west-1", .body = "A=b"});
    ASSERT_TRUE(answer);
    const auto request = transport->sent().at(0);
    EXPECT_EQ(request.url.text(), "https://iam.amazonaws.com/");
    EXPECT_EQ(request.body, "Action=ListX&Version=2010-05-08&A=b");
    EXPECT_NE(request.headers.find("Authorization")->find("/us-east-1/iam/"), std::string_view::npos);
}

TEST_F(AwsClient, sends_everything_to_an_endpoint_of_its_own_through_the_sites_proxy) {
    site = {.endpoint_url = "https://gateway.test:8443/aws/",
            .proxy = "http://proxy.test",
            .ca_bundle = "/ca.pem"};
    ASSERT_TRUE(send([](auto&, auto) { return ok(); }, list));
    const auto request = transport->sent().at(0);
    EXPECT_EQ(request.url.text(), "https://gateway.test:8443/aws/");
    EXPECT_EQ(request.proxy, "http://proxy.test");
    EXPECT_EQ(request.ca_bundle, "/ca.pem");
}

TEST_F(AwsClient, leaves_a_call_unsigned_that_proves_itself_otherwise) {
    Call call = list;
    call.signed_ = false;
    ASSERT_TRUE(send([](auto&, auto) { return ok(); }, call));
    EXPECT_FALSE(transport->sent().at(0).headers.find("Authorization"));
}

TEST_F(AwsClient, reports_what_aws_said) {
    const auto answer = send(
        [](auto&, auto) {
            return refused(403, "AccessDeniedException", {{"x-amzn-RequestId", "r-1"}});
        },
        list);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.failure().kind, FailureKind::access_denied);
    EXPECT_EQ(answer.failure().text(), "acm ListCertificates in eu-west-1: AccessDeniedException: said AWS");
    EXPECT_EQ(answer.failure().http_status, 403);
    EXPECT_EQ(answer.failure().request_id, "r-1");
    EXPECT_EQ(counts().calls, 1);
    EXPECT_EQ(counts().failures, 1);
}

TEST_F(AwsClient, tries_a_broken_service_three_times) {
    EXPECT_TRUE(
        send([](auto&, auto n) { return n < 3 ? refused(500, "InternalServerException") : ok(); }, list));
    EXPECT_EQ(counts().calls, 3);
    EXPECT_EQ(counts().retries, 2);
    const auto answer = send([](auto&, auto) { return refused(500, "InternalServerException"); }, list);
    EXPECT_EQ(answer.failure().kind, FailureKind::service);
    EXPECT_EQ(transport->sent().size(), 3U);
}

TEST_F(AwsClient, goes_on_through_throttling_until_the_deadline) {
    EXPECT_TRUE(
        send([](auto&, auto n) { return n <= 6 ? refused(400, "ThrottlingException") : ok(); }, list));
    EXPECT_EQ(counts().throttles, 6);
    const Time start = clock.now();
    const auto answer = send([](auto&, auto) { return refused(400, "ThrottlingException"); }, list, 5min);
    EXPECT_EQ(answer.failure().kind, FailureKind::throttled);
    EXPECT_EQ(answer.failure().code, "ThrottlingException");
    EXPECT_LE(clock.now() - start, 5min);
    EXPECT_GT(clock.now() - start, 4min);
}

TEST_F(AwsClient, never_repeats_what_hit_a_quota) {
    const auto answer = send([](auto&, auto) { return refused(400, "LimitExceededException"); }, list);
    EXPECT_EQ(answer.failure().kind, FailureKind::quota);
    EXPECT_EQ(transport->sent().size(), 1U);
}

TEST_F(AwsClient, repeats_an_emulators_html_error_once) {
    const auto answer = send(
        [](auto&, auto) {
            return ClientResponse{.status = 500,
                                  .headers = {{"Content-Type", "text/html"}},
                                  .body = "<!doctype html><h1>Oops</h1>"};
        },
        list);
    EXPECT_EQ(answer.failure().kind, FailureKind::malformed);
    EXPECT_EQ(transport->sent().size(), 2U);
}

TEST_F(AwsClient, does_not_take_a_web_page_for_an_answer) {
    for (const Service service : {Service::acm, Service::sts}) {
        const auto answer =
            send([](auto&, auto) { return ok("\n<!DOCTYPE html><html>Sign in to the Wi-Fi</html>"); },
                 {.service = service, .operation = "X", .region = "eu-west-1"});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.failure().kind, FailureKind::malformed);
    }
    EXPECT_TRUE(send([](auto&, auto) { return ok(""); }, list));
}

TEST_F(AwsClient, repeats_after_a_lost_answer_only_what_may_be_repeated) {
    const auto lost = [](auto&, auto n) -> FakeTransport::Answer {
        if (n == 1) return NoResponse{TransportFailure::reset, /*sent=*/true, "connection reset"};
        return ok();
    };
    EXPECT_TRUE(send(lost, list));
    Call import = list;
    import.idempotent = false;
    const auto answer = send(lost, import);
    EXPECT_EQ(answer.failure().kind, FailureKind::unreachable);
    EXPECT_EQ(answer.failure().http_status, 0);
    EXPECT_TRUE(send(
        [](auto&, auto n) -> FakeTransport::Answer {
            if (n == 1) return NoResponse{TransportFailure::connect, /*sent=*/false, "refused"};
            return ok();
        },
        import));
}

TEST_F(AwsClient, learns_the_right_time_from_aws_and_keeps_it) {
    const auto strict = [](const net::ClientRequest& request, std::size_t) {
        return request.headers.find("X-Amz-Date")->starts_with("20260101T03")
                   ? ok()
                   : refused(400, "InvalidSignatureException", {{"Date", "Thu, 01 Jan 2026 03:00:00 GMT"}});
    };
    transport.emplace(strict);
    Client client{*transport, credentials, quotas, clock, metrics, site, "1"};
    EXPECT_TRUE(client.send(list, {}));
    EXPECT_TRUE(client.send(list, {}));
    EXPECT_EQ(transport->sent().size(), 3U);
}

TEST_F(AwsClient, blames_the_key_when_the_clock_is_right) {
    const auto answer = send(
        [](auto&, auto) {
            return refused(403, "SignatureDoesNotMatch", {{"Date", "Thu, 01 Jan 2026 00:00:01 GMT"}});
        },
        list);
    EXPECT_EQ(answer.failure().kind, FailureKind::credentials);
    EXPECT_EQ(transport->sent().size(), 1U);
}

TEST_F(AwsClient, renews_expired_credentials_once) {
    const auto expired = [](const net::ClientRequest& request, std::size_t) {
        const auto authorization = request.headers.find("Authorization").value();
        return authorization.find("AKIA1/") == std::string_view::npos ? ok()
                                                                      : refused(400, "ExpiredTokenException");
    };
    EXPECT_TRUE(send(expired, list));
    EXPECT_EQ(credentials.number, 2);
    const auto answer = send([](auto&, auto) { return refused(400, "ExpiredTokenException"); }, list);
    EXPECT_EQ(answer.failure().kind, FailureKind::credentials);
    EXPECT_EQ(transport->sent().size(), 2U);
}

TEST_F(AwsClient, takes_a_proven_key_that_a_new_region_does_not_know_for_a_disabled_region) {
    transport.emplace([](const net::ClientRequest& request, std::size_t) {
        return request.url.host.starts_with("acm.eu-west-1") ? ok()
                                                             : refused(400, "UnrecognizedClientException");
    });
    Client client{*transport, credentials, quotas, clock, metrics, site, "1"};
    Call call = list;
    call.region = "af-south-1";
    EXPECT_EQ(client.send(call, {}).failure().kind, FailureKind::credentials);
    EXPECT_TRUE(client.send(list, {}));
    EXPECT_EQ(client.send(call, {}).failure().kind, FailureKind::region_disabled);
    call.region = "eu-west-2";
    EXPECT_EQ(client.send(call, {}).failure().kind, FailureKind::credentials);
}

TEST_F(AwsClient, waits_as_long_as_aws_asks_but_not_beyond_the_deadline) {
    const auto busy = [](auto&, auto n) {
        return n == 1 ? refused(503, "ServiceUnavailable", {{"Retry-After", "30"}}) : ok();
    };
    const Time start = clock.now();
    EXPECT_TRUE(send(busy, list));
    EXPECT_GE(clock.now() - start, 30s);
    EXPECT_EQ(send(busy, list, 20s).failure().kind, FailureKind::service);
}

TEST_F(AwsClient, stops_when_told_to) {
    const auto answer = send(
        [this](auto&, auto) {
            stop.request_stop();
            return refused(500, "InternalServerException");
        },
        list);
    EXPECT_EQ(answer.failure().kind, FailureKind::cancelled);
    EXPECT_EQ(transport->sent().size(), 1U);
}

TEST_F(AwsClient, keeps_secrets_out_of_what_it_reports) {
    const auto answer = send(
        [](const net::ClientRequest& request, std::size_t) {
            const std::string token{request.headers.find("X-Amz-Security-Token").value()};
            return ClientResponse{
                .status = 403,
                .headers = {},
                .body = R"({"__type":"InvalidSignatureException","message":"wrong )" + token +
                        R"(.\n\nThe Canonical String for this request should have been ..."})"};
        },
        list);
    EXPECT_EQ(answer.failure().message, "wrong ….  ");
    const auto elsewhere = send(
        [](auto&, auto) {
            return NoResponse{TransportFailure::tls, false, "bad\ncertificate"};
        },
        list);
    EXPECT_EQ(elsewhere.failure().message, "tls: bad certificate");
}

TEST_F(AwsClient, counts_in_metrics) {
    EXPECT_TRUE(
        send([](auto&, auto n) { return n == 1 ? refused(400, "ThrottlingException") : ok(); }, list));
    const std::string text = metrics.expose();
    for (const char* line :
         {R"(certwright_aws_calls_total{operation="ListCertificates",outcome="ok",service="acm"} 1)",
          R"(certwright_aws_throttles_total{operation="acm:ListCertificates",region="eu-west-1"} 1)",
          "certwright_aws_retries_total 1", "certwright_aws_call_seconds_count"})
        EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
}

}  // namespace
}  // namespace certwright::aws
