#include "aws/permissions.hpp"

#include "aws/credentials/static_credentials.hpp"
#include "aws/permission_probe.hpp"
#include "aws/policies.hpp"
#include "aws/policy_simulation.hpp"
#include "base/error.hpp"
#include "support/fake_transport.hpp"
#include "support/leaping_clock.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace certwright::aws {
namespace {

using net::ClientRequest;
using net::ClientResponse;
using State = PermissionCheck::State;

const PermissionScope scope{"aws", "123456789012", "eu-west-1"};

CallerIdentity caller(const std::string& arn) {
    return {"123456789012", arn, "AID", "aws"};
}

ClientResponse xml_error(int status, const std::string& code) {
    return {.status = status,
            .headers = {},
            .body = "<ErrorResponse><Error><Code>" + code +
                    "</Code><Message>no</Message></Error></ErrorResponse>"};
}
ClientResponse json_error(const std::string& code) {
    return {.status = 400, .headers = {}, .body = R"({"__type":")" + code + R"(","message":"AWS said so"})"};
}
bool asks_iam(const ClientRequest& request) {
    return request.url.text().find("iam.") != std::string::npos;
}

struct Permissions : testing::Test {
    std::vector<PermissionCheck> check(const std::string& arn, test::FakeTransport::Script script) {
        transport.emplace(std::move(script));
        Client client{*transport, credentials, quotas, clock, metrics, Site{}, "123456789012"};
        return check_permissions(client, caller(arn), "eu-west-1", {});
    }
    std::set<std::string> operations() const {
        std::set<std::string> names;
        for (const auto& request : transport->sent()) {
            const auto target = request.headers.find("X-Amz-Target");
            const std::string name{target ? *target : std::string_view{}};
            names.insert(name.empty() ? request.body.substr(0, request.body.find("&Version")) : name);
        }
        return names;
    }

    test::LeapingClock clock;
    QuotaBook quotas{clock};
    Metrics metrics;
    StaticCredentials credentials{
        {.access_key_id = "AK", .secret_access_key = Secret{"SK"}, .session_token = {}, .expires_at = {}}};
    std::optional<test::FakeTransport> transport;
};

State state_of(const std::vector<PermissionCheck>& checks, const std::string& action) {
    const auto found = std::ranges::find(checks, action, &PermissionCheck::action);
    if (found == checks.end()) throw std::runtime_error{"no check of " + action};
    return found->state;
}

TEST(PolicySource, is_the_user_or_the_role_of_a_session) {
    EXPECT_EQ(policy_source(caller("arn:aws:iam::123456789012:user/ops/anna"))->arn,
              "arn:aws:iam::123456789012:user/ops/anna");
    const auto role = policy_source(caller("arn:aws:sts::123456789012:assumed-role/certwright/session"));
    EXPECT_EQ(role->arn, "arn:aws:iam::123456789012:role/certwright");
    EXPECT_EQ(role->role_name, "certwright");
    for (const auto* arn : {"arn:aws:iam::123456789012:root", "arn:aws:sts::123456789012:federated-user/x",
                            "", "arn", "arn:aws:sts::123456789012:assumed-role/"})
        EXPECT_FALSE(policy_source(caller(arn))) << arn;
}

TEST(PolicySimulation, tells_allowed_denied_and_conditional) {
    const auto verdicts = parse_simulation(test::vector_file("aws/iam_simulate.xml"));
    EXPECT_EQ(verdicts.at("acm:ListCertificates").state, State::allowed);
    EXPECT_EQ(verdicts.at("acm:RequestCertificate").state, State::unknown);
    EXPECT_EQ(verdicts.at("acm:ExportCertificate").state, State::denied);
    EXPECT_EQ(verdicts.at("acm:DeleteCertificate").state, State::denied);
    EXPECT_THROW(parse_simulation("<html/>"), Error);
}

TEST(PermissionProbe, never_asks_for_what_could_create_or_cost) {
    for (const auto* action :
         {"acm:RequestCertificate", "acm-pca:IssueCertificate", "route53:ListHostedZones", "nonsense"})
        EXPECT_FALSE(probe_call(action, scope)) << action;
}

TEST(PermissionProbe, names_only_resources_that_are_not_there) {
    const std::string nobody = "00000000-0000-4000-8000-000000000000";
    int changing = 0;
    for (const auto& feature : features())
        for (const auto action : feature.actions) {
            const auto call = probe_call(action, scope);
            if (!call) continue;
            const bool reads_all =
                call->operation.starts_with("List") || call->operation.starts_with("Search") ||
                call->operation == "GetAccountConfiguration" || call->operation == "GetAccountSummary" ||
                call->operation == "DescribeRegions";
            const bool is_absent = call->body.find(nobody) != std::string::npos ||
                                   call->body.find("certwright-probe") != std::string::npos;
            EXPECT_TRUE(reads_all || is_absent) << action << " " << call->body;
            changing += !reads_all;
        }
    EXPECT_GT(changing, 10);
}

TEST(PermissionProbe, takes_not_found_for_allowed_and_validation_for_unknown) {
    const auto verdict = [](FailureKind kind) {
        return judge_probe(Failure{.kind = kind,
                                   .service = "acm",
                                   .operation = "X",
                                   .region = "r",
                                   .code = "C",
                                   .message = "m",
                                   .request_id = {}})
            .state;
    };
    EXPECT_EQ(judge_probe(std::string{"{}"}).state, State::allowed);
    EXPECT_EQ(verdict(FailureKind::not_found), State::allowed);
    EXPECT_EQ(verdict(FailureKind::access_denied), State::denied);
    for (const auto kind : {FailureKind::invalid, FailureKind::throttled, FailureKind::unreachable,
                            FailureKind::unknown_operation, FailureKind::service, FailureKind::credentials})
        EXPECT_EQ(verdict(kind), State::unknown);
}

TEST_F(Permissions, come_from_the_simulator_where_it_may_be_asked) {
    const auto checks = check(
        "arn:aws:iam::123456789012:user/anna",
        [](const ClientRequest& request, auto) -> test::FakeTransport::Answer {
            if (request.body.find("Action=SimulatePrincipalPolicy") == std::string::npos)
                return json_error("AccessDeniedException");
            std::string members;
            for (std::size_t at = 0; (at = request.body.find("ActionNames.member.", at)) != std::string::npos;
                 ++at) {
                const auto from = request.body.find('=', at) + 1;
                auto action = request.body.substr(from, request.body.find('&', from) - from);
                action.replace(action.find("%3A"), 3, ":");
                members += "<member><EvalActionName>" + action +
                           "</EvalActionName><EvalDecision>allowed</EvalDecision></member>";
            }
            return ClientResponse{
                .status = 200,
                .headers = {},
                .body =
                    "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>" +
                    members +
                    "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>"};
        });
    EXPECT_TRUE(std::ranges::all_of(checks, [](const auto& one) { return one.state == State::allowed; }));
    EXPECT_EQ(state_of(checks, "acm:RequestCertificate"), State::allowed);
    for (const auto& request : transport->sent()) EXPECT_TRUE(asks_iam(request));
    EXPECT_LT(transport->sent().size(), 10u);
}

TEST_F(Permissions, are_probed_where_the_simulator_is_denied) {
    const auto checks =
        check("arn:aws:sts::123456789012:assumed-role/certwright/s",
              [](const ClientRequest& request, auto) -> test::FakeTransport::Answer {
                  if (asks_iam(request)) return xml_error(403, "AccessDenied");
                  const auto target = request.headers.find("X-Amz-Target").value_or("");
                  if (target.ends_with("ExportCertificate")) return json_error("AccessDeniedException");
                  if (target.ends_with("ListCertificates"))
                      return ClientResponse{
                          .status = 200, .headers = {}, .body = R"({"CertificateSummaryList":[]})"};
                  return json_error("ResourceNotFoundException");
              });
    EXPECT_EQ(state_of(checks, "acm:ListCertificates"), State::allowed);
    EXPECT_EQ(state_of(checks, "acm:DescribeCertificate"), State::allowed);
    EXPECT_EQ(state_of(checks, "acm:ExportCertificate"), State::denied);
    EXPECT_EQ(state_of(checks, "iam:ListServerCertificates"), State::denied);
    EXPECT_EQ(state_of(checks, "acm:RequestCertificate"), State::unknown);
    EXPECT_FALSE(operations().contains("CertificateManager.RequestCertificate"));
    EXPECT_FALSE(operations().contains("ACMPrivateCA.IssueCertificate"));
}

TEST_F(Permissions, ask_a_service_that_does_not_answer_no_second_time) {
    const auto checks = check("arn:aws:sts::123456789012:assumed-role/certwright/s",
                              [](const ClientRequest& request, auto) -> test::FakeTransport::Answer {
                                  if (asks_iam(request)) return xml_error(403, "AccessDenied");
                                  return net::NoResponse{net::TransportFailure::connect, false, "no route"};
                              });
    EXPECT_EQ(state_of(checks, "acm:ListCertificates"), State::unknown);
    EXPECT_EQ(state_of(checks, "acm:DeleteCertificate"), State::unknown);
    EXPECT_TRUE(operations().contains("CertificateManager.ListCertificates"));
    EXPECT_FALSE(operations().contains("CertificateManager.DeleteCertificate"));
}

TEST_F(Permissions, look_up_the_path_of_a_role_that_a_session_does_not_tell) {
    std::set<std::string> sources;
    (void)check("arn:aws:sts::123456789012:assumed-role/deep/s",
                [&](const ClientRequest& request, auto) -> test::FakeTransport::Answer {
                    if (request.body.find("Action=GetRole") != std::string::npos)
                        return ClientResponse{.status = 200,
                                              .headers = {},
                                              .body =
                                                  "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::"
                                                  "123456789012:role/a/b/deep</Arn>"
                                                  "</Role></GetRoleResult></GetRoleResponse>"};
                    if (request.body.find("SimulatePrincipalPolicy") == std::string::npos)
                        return json_error("ResourceNotFoundException");
                    if (request.body.find("role%2Fdeep") != std::string::npos)
                        return xml_error(404, "NoSuchEntity");
                    sources.insert(request.body.substr(request.body.find("PolicySourceArn=")).substr(0, 100));
                    return xml_error(400, "InvalidInput");
                });
    ASSERT_EQ(sources.size(), 1u);
    EXPECT_NE(sources.begin()->find("role%2Fa%2Fb%2Fdeep"), std::string::npos);
}

}  // namespace
}  // namespace certwright::aws
