#include "aws/client.hpp"
#include "aws/credentials/assumed_role.hpp"
#include "aws/credentials/refreshing.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "support/moto_server.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace certwright::aws {
namespace {

using test::MotoServer;

std::string form(std::initializer_list<std::pair<const char*, const char*>> fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        body += body.empty() ? "" : "&";
        body += std::string{name} + "=" + net::percent_encode(value);
    }
    return body;
}

/// The text of the first element of that name, anywhere.
std::string text_of(const std::string& xml, const char* name) {
    pugi::xml_document document;
    document.load_buffer(xml.data(), xml.size());
    return document.select_node(("//*[local-name()='" + std::string{name} + "']").c_str())
        .node()
        .child_value();
}

constexpr const char* allow_all =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})";

/// One moto that checks signatures, with a user who may do everything and a role that the user may
/// assume. moto checks nothing until the actions that make these are done.
class Aws {
  public:
    static Aws& instance() {
        static Aws aws;
        return aws;
    }

    Client client(CredentialsProvider& credentials) {
        return {*transport, credentials, quotas, clock, metrics, site, "test"};
    }
    Reach reach() {
        return {.transport = *transport, .quotas = quotas, .clock = clock, .metrics = metrics, .site = site};
    }
    static Credentials key(const std::string& id, const std::string& secret) {
        return {
            .access_key_id = id, .secret_access_key = Secret{secret}, .session_token = {}, .expires_at = {}};
    }
    Credentials right_key() const { return key(key_id, secret); }

    MotoServer moto{{{"INITIAL_NO_AUTH_ACTION_COUNT", "5"}}};
    std::unique_ptr<net::Transport> transport = net::make_curl_transport();
    SystemClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    Site site{.endpoint_url = moto.url()};
    std::string key_id, secret, role_arn;

  private:
    Aws() {
        iam("CreateUser", form({{"UserName", "alice"}}));
        iam("PutUserPolicy",
            form({{"UserName", "alice"}, {"PolicyName", "p"}, {"PolicyDocument", allow_all}}));
        const std::string made = iam("CreateAccessKey", form({{"UserName", "alice"}}));
        key_id = text_of(made, "AccessKeyId");
        secret = text_of(made, "SecretAccessKey");
        role_arn = text_of(
            iam("CreateRole", form({{"RoleName", "certwright"}, {"AssumeRolePolicyDocument", allow_all}})),
            "Arn");
        iam("PutRolePolicy",
            form({{"RoleName", "certwright"}, {"PolicyName", "p"}, {"PolicyDocument", allow_all}}));
    }

    std::string iam(const char* operation, std::string body) {
        StaticCredentials nobody{key("AKIANOBODY", "nothing")};
        return client(nobody)
            .send({.service = Service::iam, .operation = operation, .region = {}, .body = std::move(body)},
                  {})
            .take();
    }
};

struct SignedCalls : testing::Test {
    Outcome<std::string> send(Credentials credentials, const Call& call) {
        StaticCredentials provider{std::move(credentials)};
        return aws.client(provider).send(call, {});
    }

    const Call who_am_i{.service = Service::sts, .operation = "GetCallerIdentity", .region = "eu-west-1"};
    const Call list{
        .service = Service::acm, .operation = "ListCertificates", .region = "eu-west-1", .body = "{}"};
    Aws& aws = Aws::instance();
};

TEST_F(SignedCalls, are_accepted_in_every_protocol_and_region) {
    ASSERT_FALSE(aws.secret.empty());
    for (const char* region : {"us-east-1", "eu-west-1", "ap-northeast-3"}) {
        for (Call call :
             {who_am_i, list,
              Call{.service = Service::acm,
              .operation = "ListCertificates",
              .body = R"({"Includes":{"keyTypes":["RSA_2048","EC_prime256v1"]},"MaxItems":1000})"},
              Call{.service = Service::iam, .operation = "ListServerCertificates", .body = "PathPrefix=%2F"},
              Call{.service = Service::ec2, .operation = "DescribeRegions", .body = "AllRegions=true"},
              Call{.service = Service::tagging, .operation = "GetResources", .body = "{}"},
              Call{.service = Service::acm_pca, .operation = "ListCertificateAuthorities", .body = "{}"}}) {
            call.region = region;
            const auto answer = send(aws.right_key(), call);
            EXPECT_TRUE(answer) << answer.failure().text();
        }
    }
}

TEST_F(SignedCalls, say_who_calls) {
    const auto answer = send(aws.right_key(), who_am_i);
    EXPECT_EQ(text_of(*answer, "Arn"), "arn:aws:iam::123456789012:user/alice");
}

TEST_F(SignedCalls, are_refused_with_a_wrong_secret) {
    for (const Call& call : {who_am_i, list}) {
        const auto answer = send(Aws::key(aws.key_id, "wrong"), call);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.failure().kind, FailureKind::credentials);
        EXPECT_EQ(answer.failure().code, "SignatureDoesNotMatch");
        EXPECT_NE(answer.failure().message.find("signature"), std::string::npos);
    }
}

TEST_F(SignedCalls, are_refused_with_an_unknown_key) {
    for (const Call& call : {who_am_i, list}) {
        const auto answer = send(Aws::key("AKIAUNKNOWN000000000", "x"), call);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.failure().kind, FailureKind::credentials) << answer.failure().text();
    }
}

TEST_F(SignedCalls, work_with_an_assumed_role_and_with_a_role_assumed_by_it) {
    const auto user = std::make_shared<StaticCredentials>(aws.right_key());
    const auto role_by = [&](std::shared_ptr<CredentialsProvider> base, const char* session) {
        return std::make_shared<RefreshingCredentials>(
            std::make_unique<AssumedRole>(
                aws.reach(), std::move(base),
                Role{.arn = aws.role_arn, .session_name = session, .external_id = "ext/1"}),
            aws.clock);
    };
    const auto role = role_by(user, "first");
    const auto chained = role_by(role, "second");
    const auto caller = [&](CredentialsProvider& provider) {
        auto client = aws.client(provider);
        EXPECT_TRUE(client.send(list, {}));
        return text_of(client.send(who_am_i, {}).take(), "Arn");
    };
    EXPECT_EQ(caller(*role), "arn:aws:sts::123456789012:assumed-role/certwright/first");
    EXPECT_EQ(caller(*chained), "arn:aws:sts::123456789012:assumed-role/certwright/second");
}

TEST_F(SignedCalls, fail_as_credentials_when_the_base_of_a_role_is_wrong) {
    AssumedRole role{aws.reach(),
                     std::make_shared<StaticCredentials>(Aws::key(aws.key_id, "wrong")),
                     {.arn = aws.role_arn}};
    const auto credentials = role.fetch({});
    ASSERT_FALSE(credentials);
    EXPECT_EQ(credentials.failure().kind, FailureKind::credentials);
    EXPECT_EQ(credentials.failure().operation, "AssumeRole");
}

TEST_F(SignedCalls, tell_what_the_emulator_does_not_have) {
    const auto answer = send(
        aws.right_key(),
        {.service = Service::acm, .operation = "SearchCertificates", .region = "eu-west-1", .body = "{}"});
    ASSERT_FALSE(answer);
    EXPECT_TRUE(answer.failure().kind == FailureKind::malformed ||
                answer.failure().kind == FailureKind::service ||
                answer.failure().kind == FailureKind::unknown_operation)
        << answer.failure().text();
}

TEST_F(SignedCalls, report_a_missing_certificate_in_awss_words) {
    const auto answer =
        send(aws.right_key(),
             {.service = Service::acm,
              .operation = "DescribeCertificate",
              .region = "eu-west-1",
              .body = R"({"CertificateArn":"arn:aws:acm:eu-west-1:123456789012:certificate/none"})"});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.failure().kind, FailureKind::not_found);
    EXPECT_EQ(answer.failure().code, "ResourceNotFoundException");
}

}  // namespace
}  // namespace certwright::aws
