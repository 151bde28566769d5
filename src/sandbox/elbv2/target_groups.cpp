#include "sandbox/elbv2/target_groups.hpp"

#include "base/json.hpp"
#include "sandbox/elbv2/lookup.hpp"
#include "sandbox/elbv2/names.hpp"
#include "sandbox/elbv2/network.hpp"
#include "sandbox/elbv2/tags.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/account.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::elbv2 {
namespace {

/// What AWS fills in ("CreateTargetGroup").
void put_group_defaults(const Call& call, json::object& shown) {
    const auto fill = [&](std::string_view name, auto value) {
        if (!shown.contains(name)) shown[name] = std::move(value);
    };
    fill("TargetType", "instance");
    const bool is_lambda = shown.at("TargetType").as_string() == "lambda";
    fill("HealthCheckEnabled", !is_lambda);
    fill("HealthCheckIntervalSeconds", is_lambda ? 35 : 30);
    fill("HealthyThresholdCount", 5);
    fill("UnhealthyThresholdCount", 2);
    fill("IpAddressType", "ipv4");
    if (is_lambda) return;
    const std::string protocol{shown.at("Protocol").as_string()};
    const bool http = protocol.starts_with("HTTP");
    fill("VpcId", vpc_of(call));
    fill("HealthCheckProtocol", http ? protocol : std::string{"TCP"});
    fill("HealthCheckPort", "traffic-port");
    fill("HealthCheckTimeoutSeconds", http ? 5 : 10);
    if (!http) return;
    fill("HealthCheckPath", "/");
    fill("ProtocolVersion", "HTTP1");
    fill("Matcher", json::object{{"HttpCode", "200"}});
}

void check_group(const json::object& input) {
    check_group_name(std::string{input.at("Name").as_string()});
    if (json::text(input, "TargetType") == "lambda") return;
    for (const auto* needed : {"Protocol", "Port"}) {
        if (input.contains(needed)) continue;
        throw ServiceError{"ValidationError", fmt::format("A {} must be specified", needed)};
    }
}

/// ARNs of the load balancers that forward to the group.
json::array forwarders_of(const Store& store, const std::string& group) {
    json::array arns;
    for (const auto& [arn, balancer] : store.load_balancers) {
        const bool forwards =
            std::any_of(balancer.listeners.begin(), balancer.listeners.end(), [&](const auto& entry) {
                return entry.second.default_actions.find('"' + group + '"') != std::string::npos;
            });
        if (forwards) arns.push_back(json::value(arn));
    }
    return arns;
}

json::object shown_group(const Store& store, const TargetGroup& group) {
    json::object shown = json::parse(group.shown, "a target group").as_object();
    shown["LoadBalancerArns"] = forwarders_of(store, group.arn);
    return shown;
}

bool wants_group(const json::object& input, const json::object& shown) {
    const auto arns = json::texts(input, "TargetGroupArns");
    const auto names = json::texts(input, "Names");
    const auto balancer = json::text(input, "LoadBalancerArn");
    const auto& forwarders = shown.at("LoadBalancerArns").as_array();
    if (balancer)
        return std::find(forwarders.begin(), forwarders.end(), json::value(*balancer)) != forwarders.end();
    if (arns.empty() && names.empty()) return true;
    return std::find(arns.begin(), arns.end(), shown.at("TargetGroupArn").as_string()) != arns.end() ||
           std::find(names.begin(), names.end(), shown.at("TargetGroupName").as_string()) != names.end();
}

}  // namespace

json::object create_target_group(const Call& call, const json::object& input) {
    check_group(input);
    auto& store = store_of(call);
    const std::string name{input.at("Name").as_string()};
    json::object shown = input;
    shown.erase("Name");
    shown.erase("Tags");
    put_group_defaults(call, shown);
    shown["TargetGroupName"] = name;
    for (const auto& [arn, group] : store.target_groups) {
        if (group.name != name) continue;
        shown["TargetGroupArn"] = arn;
        // In whatever order the members came.
        if (json::parse(group.shown, "a target group") == json::value(shown))
            return {{"TargetGroups", json::array{shown_group(store, group)}}};
        throw ServiceError{
            "DuplicateTargetGroupName",
            fmt::format("A target group with the same name '{}' exists, but with different settings", name)};
    }
    TargetGroup made;
    made.name = name;
    made.protocol = json::text(shown, "Protocol").value_or("");
    made.tags = merged_tags({}, input);
    made.arn = call.account.arn("elasticloadbalancing", call.region,
                                fmt::format("targetgroup/{}/{}", name, random_text(16, "0123456789abcdef")));
    shown["TargetGroupArn"] = made.arn;
    made.shown = boost::json::serialize(shown);
    const std::string arn = made.arn;
    const auto& kept = store.target_groups.emplace(arn, std::move(made)).first->second;
    return {{"TargetGroups", json::array{shown_group(store, kept)}}};
}

json::object describe_target_groups(const Call& call, const json::object& input) {
    const auto& store = store_of(call);
    for (const auto& arn : json::texts(input, "TargetGroupArns")) require_target_group(call, arn);
    if (const auto balancer = json::text(input, "LoadBalancerArn")) require_load_balancer(call, *balancer);
    Pager pager = pager_of(input, call.now);
    json::array rows;
    for (auto row = store.target_groups.upper_bound(pager.after()); row != store.target_groups.end(); ++row) {
        auto shown = shown_group(store, row->second);
        if (!wants_group(input, shown)) continue;
        if (!pager.take(row->first)) break;
        rows.push_back(std::move(shown));
    }
    if (rows.empty() && input.contains("Names"))
        throw ServiceError{"TargetGroupNotFound", "One or more target groups not found"};
    json::object answer{{"TargetGroups", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

json::object delete_target_group(const Call& call, const json::object& input) {
    const std::string arn{input.at("TargetGroupArn").as_string()};
    check_arn(arn, "targetgroup", "target group");
    auto& store = store_of(call);
    if (!forwarders_of(store, arn).empty()) {
        throw ServiceError{"ResourceInUse",
                           fmt::format("Target group '{}' is currently in use by a listener or a rule", arn)};
    }
    store.target_groups.erase(arn);
    return {};
}

}  // namespace certwright::sandbox::elbv2
