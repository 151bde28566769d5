#include "answers.hpp"
#include "aws/account_services.hpp"
#include "aws/acm.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "aws/iam.hpp"
#include "base/json.hpp"
#include "support/fake_transport.hpp"
#include "support/leaping_clock.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

using net::ClientRequest;
using net::ClientResponse;
using test::ok;

ClientResponse bad_request(const std::string& code, const std::string& message) {
    return {
        .status = 400, .headers = {}, .body = R"({"__type":")" + code + R"(","message":")" + message + "\"}"};
}

struct AwsServices : testing::Test {
    Client& client(test::FakeTransport::Script script) {
        transport.emplace(std::move(script));
        return made.emplace(*transport, credentials, quotas, clock, metrics, Site{}, "123456789012");
    }
    std::size_t sent() const { return transport->sent().size(); }

    test::LeapingClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    StaticCredentials credentials{
        {.access_key_id = "AK", .secret_access_key = Secret{"SK"}, .session_token = {}, .expires_at = {}}};
    CallContext context;
    std::optional<test::FakeTransport> transport;
    std::optional<Client> made;
};

TEST_F(AwsServices, list_without_the_origins_where_they_are_refused_and_remember_it) {
    auto& c = client([](const ClientRequest& request, auto) -> test::FakeTransport::Answer {
        if (request.body.find("CertificateKeyPairOrigins") != std::string::npos)
            return bad_request("ValidationException",
                               "Unknown parameter in input: CertificateKeyPairOrigins");
        return ok(R"({"CertificateSummaryList":[],"NextToken":"more"})");
    });
    EXPECT_EQ(acm::list_certificates(c, "eu-west-1", "", 10, context)->next_token, "more");
    EXPECT_EQ(sent(), 2u);
    EXPECT_TRUE(acm::list_certificates(c, "eu-west-1", "more", 10, context));
    EXPECT_EQ(sent(), 3u);
    EXPECT_TRUE(acm::list_certificates(c, "us-east-1", "", 10, context));
    EXPECT_EQ(sent(), 5u);
}

TEST_F(AwsServices, do_not_take_other_refusals_for_that) {
    auto& c = client([](auto&, auto) { return bad_request("ValidationException", "bad NextToken"); });
    const auto page = acm::list_certificates(c, "eu-west-1", "x", 10, context);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.failure().message, "bad NextToken");
    EXPECT_EQ(sent(), 1u);
}

TEST_F(AwsServices, call_answers_that_cannot_be_read_malformed) {
    auto& c = client([](auto&, auto) { return ok("{}"); });
    const auto page = acm::list_certificates(c, "eu-west-1", "", 10, context);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.failure().kind, FailureKind::malformed);
    EXPECT_EQ(page.failure().operation, "ListCertificates");
    EXPECT_EQ(page.failure().region, "eu-west-1");
    EXPECT_NE(page.failure().message.find("CertificateSummaryList"), std::string::npos);
}

TEST_F(AwsServices, follow_the_pages_of_tags) {
    auto& c = client([](const ClientRequest& request, auto) {
        const bool second = request.body.find("PaginationToken") != std::string::npos;
        return ok(
            second ? R"({"ResourceTagMappingList":[{"ResourceARN":"b","Tags":[{"Key":"k","Value":"2"}]}]})"
                   : R"({"PaginationToken":"t","ResourceTagMappingList":[{"ResourceARN":"a","Tags":[]}]})");
    });
    const auto tags = get_resource_tags(c, "eu-west-1", {"a", "b", "c"}, context);
    ASSERT_TRUE(tags);
    EXPECT_EQ(*tags, (std::map<std::string, acm::Tags>{{"a", {}}, {"b", {{"k", "2"}}}}));
    EXPECT_EQ(sent(), 2u);
    EXPECT_TRUE(get_resource_tags(c, "eu-west-1", {}, context)->empty());
    EXPECT_EQ(sent(), 2u);
}

TEST_F(AwsServices, give_up_on_pages_of_tags_without_end) {
    auto& c =
        client([](auto&, auto) { return ok(R"({"PaginationToken":"t","ResourceTagMappingList":[]})"); });
    EXPECT_EQ(get_resource_tags(c, "eu-west-1", {"a"}, context).failure().kind, FailureKind::malformed);
    EXPECT_LE(sent(), 101u);
}

TEST_F(AwsServices, follow_the_pages_of_server_certificate_tags) {
    const auto page = [](const std::string& key, const std::string& tail) {
        return ok("<ListServerCertificateTagsResponse><ListServerCertificateTagsResult><Tags><member><Key>" +
                  key + "</Key><Value>v</Value></member></Tags>" + tail +
                  "</ListServerCertificateTagsResult></ListServerCertificateTagsResponse>");
    };
    auto& c = client([&](const ClientRequest& request, auto) {
        return request.body.find("Marker=m") != std::string::npos
                   ? page("b", "<IsTruncated>false</IsTruncated>")
                   : page("a", "<IsTruncated>true</IsTruncated><Marker>m</Marker>");
    });
    EXPECT_EQ(*iam::list_server_certificate_tags(c, "one", context), (acm::Tags{{"a", "v"}, {"b", "v"}}));
}

TEST(ServerCertificateNames, are_the_end_of_an_arn) {
    const std::string arns = "arn:aws:iam::123456789012:server-certificate/";
    EXPECT_EQ(iam::name_in_arn(arns + "shop"), "shop");
    EXPECT_EQ(iam::name_in_arn(arns + "cloudfront/shop/shop-f1"), "shop-f1");
}

TEST_F(AwsServices, notice_a_marker_that_leads_in_circles) {
    auto& c = client([](auto&, auto) {
        return ok(
            "<ListServerCertificateTagsResponse><ListServerCertificateTagsResult><Tags/>"
            "<IsTruncated>true</IsTruncated><Marker>m</Marker>"
            "</ListServerCertificateTagsResult></ListServerCertificateTagsResponse>");
    });
    EXPECT_EQ(iam::list_server_certificate_tags(c, "one", context).failure().kind, FailureKind::malformed);
}

}  // namespace
}  // namespace certwright::aws
