#include "aws/credentials/container.hpp"
#include "aws/credentials/default_chain.hpp"
#include "aws/credentials/instance_metadata.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "support/fake_transport.hpp"
#include "support/leaping_clock.hpp"
#include "support/temp_directory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace certwright::aws {
namespace {

using net::ClientRequest;
using net::ClientResponse;
using net::NoResponse;
using test::FakeTransport;

ClientResponse status(int code, std::string body = {}) {
    return {.status = code, .headers = {}, .body = std::move(body)};
}

std::string sts_answer(const std::string& operation, const std::string& key) {
    return "<" + operation + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + operation +
           "Result><Credentials><AccessKeyId>" + key +
           "</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken>"
           "<Expiration>2026-01-01T01:00:00Z</Expiration></Credentials></" +
           operation + "Result></" + operation + "Response>";
}

constexpr const char* metadata_answer =
    R"({"Code":"Success","AccessKeyId":"META","SecretAccessKey":"S","Token":"T","Expiration":"2026-01-01T06:00:00Z"})";

struct CredentialSources : testing::Test {
    CredentialSources() {
        std::filesystem::create_directories(home.path() / ".aws");
        environment["HOME"] = home.path().string();
    }
    void write(const std::string& name, const std::string& text) {
        std::ofstream{home.path() / name} << text;
    }
    std::string path(const std::string& name) const { return (home.path() / name).string(); }
    Reach reach() { return {.transport = transport, .quotas = quotas, .clock = clock, .metrics = metrics}; }
    Outcome<Credentials> chain(const std::string& profile = {}) {
        return DefaultChain{reach(), environment, profile}.fetch({});
    }
    std::string body(std::size_t request) const { return transport.sent().at(request).body; }

    test::TempDirectory home;
    Environment environment;
    test::LeapingClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    FakeTransport::Script answer = [](auto&, auto) {
        return NoResponse{net::TransportFailure::connect, false, "no route"};
    };
    FakeTransport transport{
        [this](const ClientRequest& request, std::size_t n) { return answer(request, n); }};
};

std::shared_ptr<CredentialsProvider> fixed_key() {
    return std::make_shared<StaticCredentials>(
        Credentials{.access_key_id = "BASE", .secret_access_key = Secret{"s"}});
}

TEST_F(CredentialSources, assume_a_role_with_all_it_was_given) {
    answer = [](auto&, auto) { return status(200, sts_answer("AssumeRole", "ROLE")); };
    AssumedRole role{
        reach(),
        fixed_key(),
        {.arn = "arn:aws:iam::1:role/x", .session_name = "me", .external_id = "e&1", .duration = 900s}};
    const auto credentials = role.fetch({});
    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->access_key_id, "ROLE");
    EXPECT_EQ(credentials->secret_access_key.reveal(), "S");
    EXPECT_EQ(credentials->session_token.reveal(), "T");
    EXPECT_EQ(credentials->expires_at, parse_rfc3339("2026-01-01T01:00:00Z"));
    EXPECT_EQ(body(0),
              "Action=AssumeRole&Version=2011-06-15&DurationSeconds=900&ExternalId=e%261&"
              "RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx&RoleSessionName=me");
    EXPECT_EQ(transport.sent().at(0).url.host, "sts.us-east-1.amazonaws.com");
    EXPECT_NE(transport.sent().at(0).headers.find("Authorization")->find("BASE/"), std::string_view::npos);
}

TEST_F(CredentialSources, ask_for_no_more_than_an_hour_when_roles_are_chained) {
    answer = [](auto&, auto) { return status(200, sts_answer("AssumeRole", "ROLE")); };
    const auto session = std::make_shared<StaticCredentials>(
        Credentials{.access_key_id = "ASIA", .secret_access_key = Secret{"s"}, .session_token = Secret{"t"}});
    ASSERT_TRUE((AssumedRole{reach(), session, {.arn = "r", .duration = 12h}}.fetch({})));
    EXPECT_NE(body(0).find("DurationSeconds=3600&"), std::string::npos) << body(0);
    ASSERT_TRUE((AssumedRole{reach(), session, {.arn = "r", .duration = 900s}}.fetch({})));
    EXPECT_NE(body(1).find("DurationSeconds=900&"), std::string::npos) << body(1);
    ASSERT_TRUE((AssumedRole{reach(), fixed_key(), {.arn = "r", .duration = 12h}}.fetch({})));
    EXPECT_NE(body(2).find("DurationSeconds=43200&"), std::string::npos) << body(2);
}

TEST_F(CredentialSources, send_no_empty_parameters_to_sts) {
    answer = [](auto&, auto) { return status(200, sts_answer("AssumeRole", "ROLE")); };
    ASSERT_TRUE((AssumedRole{reach(), fixed_key(), {.arn = "r"}}.fetch({})));
    EXPECT_EQ(body(0), "Action=AssumeRole&Version=2011-06-15&RoleArn=r&RoleSessionName=certwright");
}

TEST_F(CredentialSources, call_a_role_that_may_not_be_assumed_a_credentials_failure) {
    answer = [](auto&, auto) {
        return status(403,
                      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>User is not authorized to "
                      "perform: sts:AssumeRole</Message></Error></ErrorResponse>");
    };
    const auto credentials = AssumedRole{reach(), fixed_key(), {.arn = "r"}}.fetch({});
    ASSERT_FALSE(credentials);
    EXPECT_EQ(credentials.failure().kind, FailureKind::credentials);
    EXPECT_EQ(credentials.failure().code, "AccessDenied");
}

TEST_F(CredentialSources, refuse_answers_of_sts_without_credentials) {
    for (const char* odd : {"<AssumeRoleResponse/>", "<", "",
                            "<AssumeRoleResponse><AssumeRoleResult><Credentials>"
                            "<AccessKeyId>a</AccessKeyId><SecretAccessKey>b</SecretAccessKey><Expiration>soon"
                            "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"}) {
        answer = [odd](auto&, auto) { return status(200, odd); };
        EXPECT_EQ((AssumedRole{reach(), fixed_key(), {.arn = "r"}}.fetch({}).failure().kind),
                  FailureKind::malformed)
            << odd;
    }
}

TEST_F(CredentialSources, prove_a_web_identity_by_the_file_as_it_is_now) {
    answer = [](auto&, auto) { return status(200, sts_answer("AssumeRoleWithWebIdentity", "WEB")); };
    WebIdentityRole role{reach(), {.arn = "r"}, path("token")};
    EXPECT_EQ(role.fetch({}).failure().kind, FailureKind::credentials);
    write("token", "jwt.one\n");
    ASSERT_TRUE(role.fetch({}));
    write("token", "jwt.two\n");
    EXPECT_EQ(role.fetch({})->access_key_id, "WEB");
    EXPECT_TRUE(body(1).ends_with("&WebIdentityToken=jwt.two"));
    EXPECT_FALSE(transport.sent().at(1).headers.find("Authorization"));
}

TEST_F(CredentialSources, ask_the_container_endpoint_with_its_token) {
    environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://169.254.170.23/v1/credentials";
    environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = path("token");
    write("token", "pod-token\n");
    answer = [](auto&, auto n) { return n == 1 ? status(500) : status(200, metadata_answer); };
    const auto credentials = ContainerCredentials{transport, clock, environment}.fetch({});
    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->access_key_id, "META");
    EXPECT_EQ(credentials->expires_at, parse_rfc3339("2026-01-01T06:00:00Z"));
    EXPECT_EQ(transport.sent().at(1).headers.find("Authorization"), "pod-token");
    EXPECT_EQ(transport.sent().at(1).timeout, 2s);
    EXPECT_TRUE(transport.sent().at(1).direct);
}

TEST_F(CredentialSources, find_the_ecs_endpoint_by_its_relative_uri) {
    environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/v2/credentials/abc";
    answer = [](auto&, auto) { return status(200, metadata_answer); };
    ASSERT_TRUE((ContainerCredentials{transport, clock, environment}.fetch({})));
    EXPECT_EQ(transport.sent().at(0).url.text(), "http://169.254.170.2/v2/credentials/abc");
    EXPECT_FALSE(transport.sent().at(0).headers.find("Authorization"));
}

TEST_F(CredentialSources, never_ask_a_foreign_host_in_the_clear) {
    for (const char* allowed :
         {"https://any.test/", "http://127.0.0.1:8080/x", "http://localhost/", "http://[::1]/",
          "http://169.254.170.2/", "http://169.254.170.23/", "http://[fd00:ec2::23]/"})
        EXPECT_TRUE(is_allowed_container_endpoint(net::Url::parse(allowed))) << allowed;
    for (const char* refused :
         {"http://any.test/", "http://169.254.169.254/", "http://169.254.170.2.evil.test/",
          "http://10.0.0.1/", "http://localhost.evil.test/"}) {
        EXPECT_FALSE(is_allowed_container_endpoint(net::Url::parse(refused))) << refused;
        environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = refused;
        EXPECT_FALSE((ContainerCredentials{transport, clock, environment}.fetch({}))) << refused;
    }
    EXPECT_TRUE(transport.sent().empty());
}

TEST_F(CredentialSources, refuse_a_container_token_that_would_add_headers) {
    environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1/";
    environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "a\r\nX-Evil: 1";
    EXPECT_FALSE((ContainerCredentials{transport, clock, environment}.fetch({})));
    EXPECT_TRUE(transport.sent().empty());
}

TEST_F(CredentialSources, ask_instance_metadata_with_a_session_token) {
    answer = [](const ClientRequest& request, auto) {
        if (request.method == "PUT") return status(200, "imds-token");
        if (request.headers.find("x-aws-ec2-metadata-token") != "imds-token") return status(401);
        return request.url.path.ends_with('/') ? status(200, "my-role\n") : status(200, metadata_answer);
    };
    ASSERT_TRUE((InstanceMetadata{transport, clock, environment}.fetch({})));
    const auto sent = transport.sent();
    ASSERT_EQ(sent.size(), 3U);
    EXPECT_TRUE(std::ranges::all_of(sent, &ClientRequest::direct)) << "never through a proxy";
    EXPECT_EQ(sent[0].url.text(), "http://169.254.169.254/latest/api/token");
    EXPECT_EQ(sent[0].headers.find("x-aws-ec2-metadata-token-ttl-seconds"), "21600");
    EXPECT_EQ(sent[2].url.path, "/latest/meta-data/iam/security-credentials/my-role");
}

TEST_F(CredentialSources, never_fall_back_to_metadata_without_a_token) {
    answer = [](const ClientRequest& request, auto) {
        return request.method == "PUT" ? status(403) : status(200, "x");
    };
    EXPECT_FALSE((InstanceMetadata{transport, clock, environment}.fetch({})));
    EXPECT_EQ(transport.sent().size(), 1U);
}

TEST_F(CredentialSources, obey_the_switches_of_instance_metadata) {
    environment["AWS_EC2_METADATA_DISABLED"] = "TRUE";
    EXPECT_FALSE((InstanceMetadata{transport, clock, environment}.fetch({})));
    EXPECT_TRUE(transport.sent().empty());
    environment = {{"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6"}};
    EXPECT_FALSE((InstanceMetadata{transport, clock, environment}.fetch({})));
    EXPECT_EQ(transport.sent().at(0).url.host, "[fd00:ec2::254]");
}

TEST_F(CredentialSources, refuse_metadata_that_holds_no_credentials) {
    environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1/";
    for (const char* odd : {"", "{}", "[]", R"({"Code":"AssumeRoleUnauthorizedAccess"})", "<html>",
                            R"({"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"soon"})"}) {
        answer = [odd](auto&, auto) { return status(200, odd); };
        EXPECT_FALSE((ContainerCredentials{transport, clock, environment}.fetch({}))) << odd;
    }
}

TEST_F(CredentialSources, chain_begins_with_the_environment) {
    environment["AWS_ACCESS_KEY_ID"] = "ENV";
    environment["AWS_SECRET_ACCESS_KEY"] = "S";
    environment["AWS_SESSION_TOKEN"] = "T";
    write(".aws/credentials", "[default]\naws_access_key_id = FILE\naws_secret_access_key = S\n");
    EXPECT_EQ(chain()->access_key_id, "ENV");
    EXPECT_EQ(chain("default")->access_key_id, "FILE") << "a named profile is taken alone";
    environment.erase("AWS_SECRET_ACCESS_KEY");
    EXPECT_FALSE(chain()) << "half a key is a mistake, not a reason to look on";
}

TEST_F(CredentialSources, chain_takes_keys_of_the_chosen_profile) {
    write(".aws/credentials",
          "[default]\naws_access_key_id = D\naws_secret_access_key = S\n[p]\naws_access_key_id = P\n"
          "aws_secret_access_key = S\n");
    EXPECT_EQ(chain()->access_key_id, "D");
    environment["AWS_PROFILE"] = "p";
    EXPECT_EQ(chain()->access_key_id, "P");
    environment["AWS_PROFILE"] = "missing";
    EXPECT_EQ(chain().failure().message, "there is no profile \"missing\"");
}

TEST_F(CredentialSources, chain_follows_roles_over_several_profiles) {
    write(".aws/config",
          "[profile outer]\nrole_arn = arn:outer\nsource_profile = inner\nexternal_id = x\n"
          "role_session_name = night\nduration_seconds = 3600\n"
          "[profile inner]\nrole_arn = arn:inner\nsource_profile = inner\n");
    write(".aws/credentials", "[inner]\naws_access_key_id = KEY\naws_secret_access_key = S\n");
    answer = [](auto&, auto n) { return status(200, sts_answer("AssumeRole", "R" + std::to_string(n))); };
    EXPECT_EQ(chain("outer")->access_key_id, "R2");
    EXPECT_NE(transport.sent().at(0).headers.find("Authorization")->find("KEY/"), std::string_view::npos);
    EXPECT_NE(transport.sent().at(1).headers.find("Authorization")->find("R1/"), std::string_view::npos);
    EXPECT_NE(body(1).find("DurationSeconds=3600&ExternalId=x&RoleArn=arn%3Aouter&RoleSessionName=night"),
              std::string::npos);
}

TEST_F(CredentialSources, chain_takes_the_base_of_a_role_from_the_machine) {
    write(".aws/config",
          "[default]\nrole_arn = arn:r\ncredential_source = EcsContainer\n"
          "[profile env]\nrole_arn = arn:r\ncredential_source = Environment\n"
          "[profile odd]\nrole_arn = arn:r\ncredential_source = Nowhere\n");
    environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/c";
    answer = [](const ClientRequest& request, auto) {
        return request.method == "GET" ? status(200, metadata_answer)
                                       : status(200, sts_answer("AssumeRole", "ROLE"));
    };
    EXPECT_EQ(chain()->access_key_id, "ROLE");
    EXPECT_NE(transport.sent().at(1).headers.find("Authorization")->find("META/"), std::string_view::npos);
    environment["AWS_ACCESS_KEY_ID"] = "ENV";
    environment["AWS_SECRET_ACCESS_KEY"] = "S";
    EXPECT_EQ(chain("env")->access_key_id, "ROLE");
    EXPECT_NE(transport.sent().at(2).headers.find("Authorization")->find("ENV/"), std::string_view::npos);
    EXPECT_FALSE(chain("odd"));
}

TEST_F(CredentialSources, chain_takes_web_identity_before_keys_of_a_file) {
    write(".aws/credentials", "[default]\naws_access_key_id = D\naws_secret_access_key = S\n");
    write("token", "jwt");
    environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = path("token");
    environment["AWS_ROLE_ARN"] = "arn:web";
    answer = [](auto&, auto) { return status(200, sts_answer("AssumeRoleWithWebIdentity", "WEB")); };
    EXPECT_EQ(chain()->access_key_id, "WEB");
}

TEST_F(CredentialSources, chain_takes_a_web_identity_of_a_profile) {
    write(".aws/config", "[profile w]\nrole_arn = arn:r\nweb_identity_token_file = " + path("token") + "\n");
    write("token", "jwt");
    answer = [](auto&, auto) { return status(200, sts_answer("AssumeRoleWithWebIdentity", "WEB")); };
    EXPECT_EQ(chain("w")->access_key_id, "WEB");
}

TEST_F(CredentialSources, chain_ends_with_the_machine) {
    answer = [](auto&, auto) { return status(200, metadata_answer); };
    environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/c";
    EXPECT_EQ(chain()->access_key_id, "META");
    environment.erase("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    EXPECT_EQ(chain()->access_key_id, "META");
    EXPECT_EQ(transport.sent().back().url.host, "169.254.169.254");
    answer = [](auto&, auto) { return NoResponse{net::TransportFailure::connect, false, "no route"}; };
    EXPECT_NE(chain().failure().message.find("no credentials in the environment"), std::string::npos);
}

TEST_F(CredentialSources, chain_says_what_it_cannot_do) {
    write(".aws/config",
          "[profile circle]\nrole_arn = a\nsource_profile = circle2\n[profile circle2]\nrole_arn = b\n"
          "source_profile = circle\n[profile mfa]\nrole_arn = a\nsource_profile = x\nmfa_serial = m\n"
          "[profile both]\nrole_arn = a\nsource_profile = x\ncredential_source = Environment\n"
          "[profile process]\ncredential_process = /bin/x\n[profile empty]\nregion = x\n");
    const auto says = [&](const std::string& profile, const std::string& words) {
        const auto outcome = chain(profile);
        ASSERT_FALSE(outcome) << profile;
        EXPECT_NE(outcome.failure().message.find(words), std::string::npos) << outcome.failure().message;
        EXPECT_EQ(outcome.failure().kind, FailureKind::credentials);
    };
    says("circle", "form a circle");
    says("mfa", "MFA");
    says("both", "either source_profile or credential_source");
    says("process", "credential_process, which is not supported");
    says("empty", "holds no credentials");
    says("missing", "there is no profile");
    write(".aws/config", "nonsense");
    says("x", "cannot read");
    EXPECT_TRUE(transport.sent().empty());
}

TEST(Environment, of_the_process_is_a_value) {
    ASSERT_EQ(setenv("CERTWRIGHT_TEST_VARIABLE", "a=b", 1), 0);
    EXPECT_EQ(find(process_environment(), "CERTWRIGHT_TEST_VARIABLE"), "a=b");
    ASSERT_EQ(setenv("CERTWRIGHT_TEST_VARIABLE", "", 1), 0);
    EXPECT_EQ(find(process_environment(), "CERTWRIGHT_TEST_VARIABLE"), std::nullopt);
    unsetenv("CERTWRIGHT_TEST_VARIABLE");
}

}  // namespace
}  // namespace certwright::aws
