#include "answers.hpp"
#include "aws/acm_import.hpp"
#include "aws/confidential.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "aws/iam_change.hpp"
#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "net/url.hpp"
#include "support/fake_transport.hpp"
#include "support/leaping_clock.hpp"

#include <gtest/gtest.h>

#include <map>

namespace certwright::aws {
namespace {

using net::ClientRequest;
using net::ClientResponse;
using net::NoResponse;
using net::TransportFailure;
using test::FakeTransport;
using test::ok;

// No key, but as long and as odd as one.
const std::string key_line = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg+/+/+/aBcDeFgHiJ";
const std::string key_pem =
    "-----BEGIN PRIVATE KEY-----\n" + key_line + "\nshort==\n-----END PRIVATE KEY-----\n";

ClientResponse refusal(int status, const std::string& code, const std::string& message = "said AWS") {
    return {.status = status,
            .headers = {},
            .body = boost::json::serialize(json::object{{"__type", code}, {"message", message}})};
}

ClientResponse xml_refusal(int status, const std::string& code) {
    return {.status = status,
            .headers = {},
            .body = "<ErrorResponse><Error><Code>" + code +
                    "</Code><Message>m</Message></Error></ErrorResponse>"};
}

struct AwsImports : testing::Test {
    Client& client(FakeTransport::Script script) {
        transport.emplace(std::move(script));
        return made.emplace(*transport, credentials, quotas, clock, metrics, Site{}, "123456789012");
    }
    std::size_t sent() const { return transport->sent().size(); }
    json::object sent_json() const {
        return json::parse(transport->sent().back().body, "a request").as_object();
    }
    std::multimap<std::string, std::string> sent_form() const {
        const auto fields = net::parse_query(transport->sent().back().body);
        return {fields.begin(), fields.end()};
    }
    Outcome<std::string> import(FakeTransport::Script script, std::string arn = {}, acm::Tags tags = {}) {
        const acm::Import content{.certificate = "leaf\n",
                                  .chain = chain,
                                  .private_key = key,
                                  .arn = std::move(arn),
                                  .tags = std::move(tags)};
        return acm::import_certificate(client(std::move(script)), "eu-west-1", content, context);
    }
    Outcome<iam::ServerCertificate> upload(FakeTransport::Script script) {
        const iam::Upload content{.name = "shop+1",
                                  .path = "/cloudfront/shop/",
                                  .certificate = "leaf\n",
                                  .chain = chain,
                                  .private_key = key,
                                  .tags = {{"a b", "1&2"}}};
        return iam::upload_server_certificate(client(std::move(script)), content, context);
    }

    test::LeapingClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    StaticCredentials credentials{
        {.access_key_id = "AK", .secret_access_key = Secret{"SK"}, .session_token = {}, .expires_at = {}}};
    CallContext context;
    const Secret key{key_pem};
    std::string chain = "chain\n";
    std::optional<FakeTransport> transport;
    std::optional<Client> made;
};

FakeTransport::Answer imported(const ClientRequest&, std::size_t) {
    return ok(R"({"CertificateArn":"arn:1"})");
}

TEST_F(AwsImports, send_blobs_in_base64_and_tags_as_pairs) {
    EXPECT_EQ(*import(imported, "", {{"k", "v\""}}), "arn:1");
    EXPECT_EQ(transport->sent()[0].headers.find("X-Amz-Target"), "CertificateManager.ImportCertificate");
    EXPECT_EQ(sent_json(), (json::object{{"Certificate", to_base64(as_bytes("leaf\n"))},
                                         {"CertificateChain", to_base64(as_bytes("chain\n"))},
                                         {"Tags", json::array{json::object{{"Key", "k"}, {"Value", "v\""}}}},
                                         {"PrivateKey", to_base64(as_bytes(key_pem))}}));
}

TEST_F(AwsImports, send_nothing_that_is_empty) {
    chain.clear();
    ASSERT_TRUE(import(imported, "arn:1"));
    EXPECT_EQ(sent_json(), (json::object{{"Certificate", to_base64(as_bytes("leaf\n"))},
                                         {"CertificateArn", "arn:1"},
                                         {"PrivateKey", to_base64(as_bytes(key_pem))}}));
}

TEST_F(AwsImports, over_an_arn_take_no_tags) {
    EXPECT_THROW((void)import(imported, "arn:1", {{"k", "v"}}), Error);
}

TEST_F(AwsImports, are_not_repeated_when_they_may_have_happened) {
    const std::vector<FakeTransport::Answer> endings{
        NoResponse{TransportFailure::reset, /*sent=*/true, "reset"},
        NoResponse{TransportFailure::timeout, /*sent=*/true, "time-out"},
        refusal(500, "InternalFailure"),
        refusal(503, "ServiceUnavailable"),
        ClientResponse{.status = 502, .headers = {}, .body = "<html>"},
        ClientResponse{.status = 200, .headers = {}, .body = "<html>"},
        ok("{}"),
    };
    for (const auto& ending : endings) {
        const auto outcome = import([&](auto&, auto) { return ending; });
        ASSERT_FALSE(outcome);
        EXPECT_TRUE(may_have_happened(outcome.failure())) << outcome.failure().text();
        EXPECT_EQ(sent(), 1u) << outcome.failure().text();
        EXPECT_FALSE(upload([&](auto&, auto) { return ending; }));
        EXPECT_EQ(sent(), 1u);
    }
}

TEST_F(AwsImports, are_repeated_when_they_certainly_did_not_happen) {
    const std::vector<FakeTransport::Answer> endings{
        NoResponse{TransportFailure::connect, /*sent=*/false, "refused"},
        NoResponse{TransportFailure::resolve, /*sent=*/false, "no such host"},
        refusal(400, "ThrottlingException", "Rate exceeded"),
    };
    for (const auto& ending : endings) {
        EXPECT_TRUE(import([&](auto& request, auto n) { return n == 1 ? ending : imported(request, n); }));
        EXPECT_EQ(sent(), 2u);
    }
}

TEST_F(AwsImports, that_aws_refused_did_not_happen) {
    for (const char* code : {"ValidationException", "LimitExceededException", "InvalidParameterException",
                             "ResourceNotFoundException", "AccessDeniedException", "TooManyTagsException"}) {
        const auto outcome = import([&](auto&, auto) { return refusal(400, code); });
        ASSERT_FALSE(outcome);
        EXPECT_FALSE(may_have_happened(outcome.failure())) << code;
        EXPECT_EQ(sent(), 1u) << code;
    }
    const auto never_sent = import([](auto&, auto) -> FakeTransport::Answer {
        return NoResponse{TransportFailure::connect, /*sent=*/false, "refused"};
    });
    EXPECT_FALSE(may_have_happened(never_sent.failure()));
}

TEST_F(AwsImports, that_were_cancelled_before_they_were_sent_did_not_happen) {
    std::stop_source stop;
    stop.request_stop();
    context.stop = stop.get_token();
    const auto outcome = import(imported);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.failure().kind, FailureKind::cancelled);
    EXPECT_FALSE(may_have_happened(outcome.failure()));
    EXPECT_EQ(sent(), 0u);
}

TEST_F(AwsImports, never_repeat_the_private_key_in_their_failures) {
    const std::string echoes[] = {
        key_pem,
        "Value '" + to_base64(as_bytes(key_pem)) + "' at 'privateKey' failed",
        "Value '" + to_base64(as_bytes(key_pem)).substr(30, 60) + "…",
        "near " + key_line.substr(5, 50),
        "form " + net::percent_encode(key_pem),
        "form " + net::percent_encode(key_line.substr(40)) + net::percent_encode(key_line),
    };
    for (const std::string& echo : echoes) {
        const auto outcome = import([&](auto&, auto) { return refusal(400, "ValidationException", echo); });
        EXPECT_EQ(outcome.failure().message, "withheld, because it repeats a part of the private key")
            << echo;
        EXPECT_EQ(outcome.failure().code, "ValidationException");
        const auto in_code = import([&](auto&, auto) { return refusal(400, echo); });
        EXPECT_EQ(in_code.failure().text().find(key_line.substr(24, 16)), std::string::npos);
    }
    const std::string harmless =
        "expected -----BEGIN PRIVATE KEY----- at 'privateKey', and 'short==' is short";
    const auto outcome = import([&](auto&, auto) { return refusal(400, "ValidationException", harmless); });
    EXPECT_EQ(outcome.failure().message, harmless);
}

TEST_F(AwsImports, delete_what_is_not_there_with_success) {
    EXPECT_TRUE(
        acm::delete_certificate(client([](auto&, auto) { return ok(""); }), "eu-west-1", "arn:1", context));
    EXPECT_EQ(sent_json(), (json::object{{"CertificateArn", "arn:1"}}));
    auto& gone = client([](auto&, auto) { return refusal(400, "ResourceNotFoundException"); });
    EXPECT_TRUE(acm::delete_certificate(gone, "eu-west-1", "arn:1", context));
    auto& used = client([](auto&, auto) { return refusal(400, "ResourceInUseException"); });
    EXPECT_EQ(acm::delete_certificate(used, "eu-west-1", "arn:1", context).failure().kind,
              FailureKind::conflict);
}

TEST_F(AwsImports, change_tags) {
    auto& c = client([](auto&, auto) { return ok(""); });
    EXPECT_TRUE(acm::add_tags(c, "eu-west-1", "arn:1", {{"k", "v"}}, context));
    EXPECT_EQ(sent_json(), (json::object{{"CertificateArn", "arn:1"},
                                         {"Tags", json::array{json::object{{"Key", "k"}, {"Value", "v"}}}}}));
    EXPECT_TRUE(acm::remove_tags(c, "eu-west-1", "arn:1", {"k"}, context));
    EXPECT_EQ(sent_json(),
              (json::object{{"CertificateArn", "arn:1"}, {"Tags", json::array{json::object{{"Key", "k"}}}}}));
    EXPECT_EQ(transport->sent()[1].headers.find("X-Amz-Target"),
              "CertificateManager.RemoveTagsFromCertificate");
    EXPECT_TRUE(acm::add_tags(c, "eu-west-1", "arn:1", {}, context));
    EXPECT_TRUE(acm::remove_tags(c, "eu-west-1", "arn:1", {}, context));
    EXPECT_EQ(sent(), 2u);
}

TEST_F(AwsImports, repeat_what_may_be_repeated) {
    const auto once_broken = [](auto&, auto n) {
        return n == 1 ? refusal(503, "ServiceUnavailable") : ok("");
    };
    EXPECT_TRUE(acm::add_tags(client(once_broken), "eu-west-1", "arn:1", {{"k", "v"}}, context));
    EXPECT_TRUE(acm::remove_tags(client(once_broken), "eu-west-1", "arn:1", {"k"}, context));
    EXPECT_TRUE(acm::delete_certificate(client(once_broken), "eu-west-1", "arn:1", context));
    EXPECT_TRUE(iam::delete_server_certificate(client(once_broken), "n", context));
    EXPECT_TRUE(iam::tag_server_certificate(client(once_broken), "n", {{"k", "v"}}, context));
    EXPECT_FALSE(iam::rename_server_certificate(client(once_broken), "n", "m", context));
}

TEST_F(AwsImports, upload_to_iam_as_forms) {
    const auto uploaded = upload([](auto&, auto) {
        return ok(
            "<UploadServerCertificateResponse><UploadServerCertificateResult><ServerCertificateMetadata>"
            "<Path>/cloudfront/shop/</Path><ServerCertificateName>shop+1</ServerCertificateName>"
            "<ServerCertificateId>ASCAX</ServerCertificateId><Arn>arn:iam</Arn>"
            "</ServerCertificateMetadata></UploadServerCertificateResult></UploadServerCertificateResponse>");
    });
    ASSERT_TRUE(uploaded) << uploaded.failure().text();
    EXPECT_EQ(uploaded->arn, "arn:iam");
    EXPECT_EQ(uploaded->id, "ASCAX");
    EXPECT_EQ(sent_form(), (std::multimap<std::string, std::string>{{"Action", "UploadServerCertificate"},
                                                                    {"Version", "2010-05-08"},
                                                                    {"ServerCertificateName", "shop+1"},
                                                                    {"Path", "/cloudfront/shop/"},
                                                                    {"CertificateBody", "leaf\n"},
                                                                    {"CertificateChain", "chain\n"},
                                                                    {"PrivateKey", key_pem},
                                                                    {"Tags.member.1.Key", "a b"},
                                                                    {"Tags.member.1.Value", "1&2"}}));
}

TEST_F(AwsImports, change_server_certificates_in_iam) {
    auto& c = client([](auto&, auto) { return ok("<UpdateServerCertificateResponse/>"); });
    EXPECT_TRUE(iam::rename_server_certificate(c, "old", "new", context));
    EXPECT_EQ(transport->sent().back().body,
              "Action=UpdateServerCertificate&Version=2010-05-08&ServerCertificateName=old&"
              "NewServerCertificateName=new");
    EXPECT_TRUE(iam::tag_server_certificate(c, "new", {{"k", "v"}}, context));
    EXPECT_EQ(transport->sent().back().body,
              "Action=TagServerCertificate&Version=2010-05-08&ServerCertificateName=new&"
              "Tags.member.1.Key=k&Tags.member.1.Value=v");
    EXPECT_TRUE(iam::delete_server_certificate(c, "new", context));
    EXPECT_EQ(transport->sent().back().body,
              "Action=DeleteServerCertificate&Version=2010-05-08&ServerCertificateName=new");
}

TEST_F(AwsImports, tell_conflicts_in_iam) {
    EXPECT_EQ(upload([](auto&, auto) { return xml_refusal(409, "EntityAlreadyExists"); }).failure().kind,
              FailureKind::conflict);
    auto& used = client([](auto&, auto) { return xml_refusal(409, "DeleteConflict"); });
    EXPECT_EQ(iam::delete_server_certificate(used, "n", context).failure().kind, FailureKind::conflict);
    auto& gone = client([](auto&, auto) { return xml_refusal(404, "NoSuchEntity"); });
    EXPECT_TRUE(iam::delete_server_certificate(gone, "n", context));
}

}  // namespace
}  // namespace certwright::aws
