#include "sandbox/iam/simulate_principal_policy.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/arn.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace certwright::sandbox::iam {
namespace {

using Policies = std::vector<std::shared_ptr<const Policy>>;

[[noreturn]] void refuse_simulation(std::string message) {
    throw ServiceError{"InvalidInput", std::move(message)};
}

[[noreturn]] void not_found(std::string_view kind, std::string_view name) {
    throw ServiceError{"NoSuchEntity", fmt::format("The {} with name {} cannot be found.", kind, name)};
}

void refuse_unsupported(const json::object& input) {
    for (const auto* member :
         {"PermissionsBoundaryPolicyInputList", "PolicyExclusionList", "ResourcePolicy"}) {
        const auto* given = json::find(input, member);
        const bool empty = given == nullptr || (given->is_array() && given->get_array().empty());
        if (!empty) refuse_simulation(fmt::format("The sandbox does not simulate {}.", member));
    }
}

/// Without a policy one may do everything.
std::shared_ptr<const Policy> or_everything(std::shared_ptr<const Policy> policy) {
    return policy ? std::move(policy) : std::make_shared<const Policy>(Policy::administrator());
}

std::shared_ptr<const Policy> policy_of_user(const World& world, const std::string& arn,
                                             std::string_view name) {
    for (const auto& [id, key] : world.access_keys) {
        if (key.principal.arn == arn) return or_everything(key.principal.policy);
    }
    not_found("user", name);
}

/// The policy of the user or role that `arn` names, within the caller's account.
std::shared_ptr<const Policy> policy_of(const Call& call, const std::string& text) {
    const auto arn = Arn::parse(text);
    if (!arn) refuse_simulation(fmt::format("ARN {} is not valid.", text));
    const auto slash = arn->resource.find('/');
    const auto kind = arn->resource.substr(0, slash);
    const bool known = kind == "user" || kind == "role" || kind == "group";
    if (arn->service != "iam" || slash == arn->resource.npos || !known) {
        refuse_simulation(
            fmt::format("Invalid Entity Arn: {} does not clearly define entity type and name.", text));
    }
    const auto name = arn->resource.substr(slash + 1);
    const bool here = arn->account_id == call.account.id && arn->partition == call.account.partition;
    // There are no groups.
    if (!here || kind == "group") not_found(kind, name);
    if (kind == "user") return policy_of_user(call.world, text, name);
    const auto role = call.account.roles.find(name);
    if (role == call.account.roles.end()) not_found(kind, name);
    return or_everything(role->second.policy);
}

Policies policies_of(const Call& call, const json::object& input) {
    Policies policies{policy_of(call, std::string{input.at("PolicySourceArn").as_string()})};
    for (const auto& text : json::texts(input, "PolicyInputList")) {
        try {
            policies.push_back(std::make_shared<const Policy>(Policy::parse(text)));
        } catch (const std::exception& broken) {
            refuse_simulation(broken.what());
        }
    }
    return policies;
}

std::multimap<std::string, std::string> context_of(const json::object& input) {
    std::multimap<std::string, std::string> context;
    const auto* entries = json::find(input, "ContextEntries");
    if (entries == nullptr) return context;
    for (const auto& entry : entries->as_array()) {
        const auto key = json::text(entry.as_object(), "ContextKeyName").value_or("");
        for (auto& value : json::texts(entry.as_object(), "ContextKeyValues"))
            context.emplace(key, std::move(value));
    }
    return context;
}

/// One that denies is enough, else one that allows.
Verdict decide(const Policies& policies, const AccessRequest& request) {
    Verdict all = Verdict::denied_implicitly;
    for (const auto& policy : policies) {
        const Verdict verdict = policy->decide(request);
        if (verdict == Verdict::denied_explicitly) return verdict;
        if (verdict == Verdict::allowed) all = verdict;
    }
    return all;
}

const char* text_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::allowed:
            return "allowed";
        case Verdict::denied_explicitly:
            return "explicitDeny";
        case Verdict::denied_implicitly:
            return "implicitDeny";
    }
    return "";
}

Verdict stricter(Verdict a, Verdict b) {
    if (a == Verdict::denied_explicitly || b == Verdict::denied_explicitly) return Verdict::denied_explicitly;
    return a == Verdict::allowed ? b : a;
}

/// One action: with resources each has its own result, and the strictest is the action's.
json::object result_of(const std::string& action, const std::vector<std::string>& resources,
                       const Policies& policies, const std::multimap<std::string, std::string>& context) {
    json::object result{{"EvalActionName", action},
                        {"EvalResourceName", "*"},
                        {"MatchedStatements", json::array{}},
                        {"MissingContextValues", json::array{}}};
    Verdict all = Verdict::allowed;
    json::array specific;
    for (const auto& resource : resources) {
        const Verdict verdict =
            decide(policies, {.action = action, .resource = resource, .context = context});
        all = stricter(all, verdict);
        if (resource == "*") continue;
        specific.push_back(json::object{{"EvalResourceName", resource},
                                        {"EvalResourceDecision", text_of(verdict)},
                                        {"MatchedStatements", json::array{}},
                                        {"MissingContextValues", json::array{}}});
    }
    result["EvalDecision"] = text_of(all);
    if (!specific.empty()) result["ResourceSpecificResults"] = std::move(specific);
    return result;
}

}  // namespace

json::object simulate_principal_policy(const Call& call, const json::object& input) {
    refuse_unsupported(input);
    const auto policies = policies_of(call, input);
    const auto context = context_of(input);
    auto resources = json::texts(input, "ResourceArns");
    if (resources.empty()) resources = {"*"};
    json::array results;
    for (const auto& action : json::texts(input, "ActionNames")) {
        const auto colon = action.find(':');
        if (colon == 0 || colon == action.npos || action.find('*') != action.npos) {
            refuse_simulation(fmt::format("Invalid Action Name: {}", action));
        }
        results.push_back(result_of(action, resources, policies, context));
    }
    return {{"EvaluationResults", std::move(results)}, {"IsTruncated", false}};
}

}  // namespace certwright::sandbox::iam
