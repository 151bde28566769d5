#include "sandbox/elbv2/default_actions.hpp"

#include "base/json.hpp"
#include "sandbox/elbv2/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace certwright::sandbox::elbv2 {
namespace {

std::vector<std::string> groups_of(const json::object& action) {
    std::vector<std::string> groups;
    if (auto one = json::text(action, "TargetGroupArn")) groups.push_back(*std::move(one));
    const auto* forward = json::find(action, "ForwardConfig");
    const auto* tuples = forward == nullptr ? nullptr : json::find(forward->as_object(), "TargetGroups");
    if (tuples == nullptr) return groups;
    for (const auto& tuple : tuples->as_array()) {
        auto arn = json::text(tuple.as_object(), "TargetGroupArn").value_or("");
        if (groups.empty() || groups.front() != arn) groups.push_back(std::move(arn));
    }
    return groups;
}

void fill_forward(json::object& action, const std::vector<std::string>& groups, bool is_application) {
    if (groups.size() == 1) action["TargetGroupArn"] = groups.front();
    if (action.contains("ForwardConfig")) return;
    json::object forward{{"TargetGroups", json::array{json::object{{"TargetGroupArn", groups.front()},
                                                                   {"Weight", is_application ? 1 : 0}}}}};
    if (is_application) forward["TargetGroupStickinessConfig"] = json::object{{"Enabled", false}};
    action["ForwardConfig"] = std::move(forward);
}

json::object checked_action(const Call& call, const LoadBalancer& balancer, json::object action) {
    const std::string type{action.at("Type").as_string()};
    if (!balancer.is_application() && type != "forward") {
        throw ServiceError{"InvalidLoadBalancerAction",
                           fmt::format("Action type '{}' is not supported for network load balancers", type)};
    }
    if (type == "fixed-response" || type == "redirect") {
        const auto* config = type == "redirect" ? "RedirectConfig" : "FixedResponseConfig";
        if (!action.contains(config))
            throw ServiceError{"ValidationError",
                               fmt::format("An action of type '{}' requires {}", type, config)};
        if (!action.contains("Order")) action["Order"] = 1;
        return action;
    }
    if (type != "forward") return action;
    const auto groups = groups_of(action);
    if (groups.empty()) throw ServiceError{"ValidationError", "A target group ARN must be specified"};
    for (const auto& group : groups) require_target_group(call, group);
    fill_forward(action, groups, balancer.is_application());
    return action;
}

}  // namespace

std::string checked_actions(const Call& call, const LoadBalancer& balancer, const json::array& actions) {
    if (actions.empty())
        throw ServiceError{"ValidationError", "At least one default action must be specified"};
    json::array checked;
    for (const auto& action : actions) checked.push_back(checked_action(call, balancer, action.as_object()));
    return boost::json::serialize(checked);
}

}  // namespace certwright::sandbox::elbv2
