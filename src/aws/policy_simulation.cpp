#include "aws/policy_simulation.hpp"

#include "aws/ask.hpp"
#include "aws/xml_answer.hpp"
#include "net/url.hpp"

#include <pugixml.hpp>

namespace certwright::aws {
namespace {

Call iam_call(std::string operation, std::string body) {
    return {
        .service = Service::iam, .operation = std::move(operation), .region = {}, .body = std::move(body)};
}

Outcome<PermissionVerdicts> simulate(Client& client, const std::string& source,
                                     const std::vector<std::string>& actions, const std::string& resource,
                                     const CallContext& context) {
    return ask(client, iam_call("SimulatePrincipalPolicy", simulation_request(source, actions, resource)),
               context, parse_simulation);
}

/// Asks IAM for the ARN with the path that a session does not tell.
std::optional<std::string> find_role(Client& client, const std::string& name, const CallContext& context) {
    auto arn =
        ask(client, iam_call("GetRole", "RoleName=" + net::percent_encode(name)), context, parse_role_arn);
    if (!arn) return std::nullopt;
    return *arn;
}

}  // namespace

PermissionVerdicts simulate_policies(Client& client, const CallerIdentity& identity,
                                     const PermissionScope& scope, const std::vector<std::string>& actions,
                                     const CallContext& context) {
    PermissionVerdicts verdicts;
    const auto source = policy_source(identity);
    if (!source) return verdicts;

    // A policy that names certificates does not allow "*": each action is tried on its own kind of resource.
    std::map<std::string, std::vector<std::string>> by_resource;
    for (const std::string& action : actions) by_resource[scope.missing_resource(action)].push_back(action);

    std::string arn = source->arn;
    for (const auto& [resource, group] : by_resource) {
        auto answer = simulate(client, arn, group, resource, context);
        if (!answer && answer.failure().kind == FailureKind::not_found && arn == source->arn &&
            !source->role_name.empty()) {
            const auto found = find_role(client, source->role_name, context);
            if (!found) return verdicts;
            arn = *found;
            answer = simulate(client, arn, group, resource, context);
        }
        if (!answer) return verdicts;
        verdicts.merge(*answer);
    }
    return verdicts;
}

std::optional<PolicySource> policy_source(const CallerIdentity& identity) {
    const std::string account = "::" + identity.account_id + ":";
    const std::string user = "arn:" + identity.partition + ":iam" + account + "user/";
    if (identity.arn.starts_with(user)) return PolicySource{identity.arn, {}};
    const std::string session = "arn:" + identity.partition + ":sts" + account + "assumed-role/";
    if (!identity.arn.starts_with(session)) return std::nullopt;
    const std::string name =
        identity.arn.substr(session.size(), identity.arn.find('/', session.size()) - session.size());
    if (name.empty()) return std::nullopt;
    return PolicySource{"arn:" + identity.partition + ":iam" + account + "role/" + name, name};
}

std::string simulation_request(const std::string& source_arn, const std::vector<std::string>& actions,
                               const std::string& resource) {
    std::string form = "PolicySourceArn=" + net::percent_encode(source_arn) + "&MaxItems=1000" +
                       "&ResourceArns.member.1=" + net::percent_encode(resource);
    for (std::size_t i = 0; i < actions.size(); ++i)
        form += "&ActionNames.member." + std::to_string(i + 1) + "=" + net::percent_encode(actions[i]);
    return form;
}

PermissionVerdicts parse_simulation(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "SimulatePrincipalPolicy");
    PermissionVerdicts verdicts;
    for (const auto member : required_child(result, "EvaluationResults").children("member")) {
        const std::string action = required_text(member, "EvalActionName");
        const std::string decision = required_text(member, "EvalDecision");
        const bool conditional = !member.child("MissingContextValues").first_child().empty();
        if (decision == "allowed")
            verdicts[action] = {PermissionCheck::State::allowed, "IAM's policy simulator says so"};
        else if (decision == "explicitDeny")
            verdicts[action] = {PermissionCheck::State::denied, "a policy denies it explicitly"};
        else if (conditional)
            verdicts[action] = {PermissionCheck::State::unknown, "it depends on conditions of the request"};
        else
            verdicts[action] = {PermissionCheck::State::denied, "no policy allows it"};
    }
    return verdicts;
}

std::string parse_role_arn(std::string_view xml) {
    pugi::xml_document document;
    const auto result = parse_answer(document, xml, "GetRole");
    return required_text(required_child(result, "Role"), "Arn");
}

}  // namespace certwright::aws
