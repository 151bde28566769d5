#include "sandbox/elbv2/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/arn.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::elbv2 {
namespace {

constexpr std::int64_t largest_page = 400;

}  // namespace

Store& store_of(const Call& call) {
    return call.world.region(call.account, call.region).elbv2;
}

void check_arn(const std::string& arn, std::string_view kind, std::string_view called) {
    const auto parsed = Arn::parse(arn);
    if (!parsed || parsed->service != "elasticloadbalancing") {
        throw ServiceError{"ValidationError", fmt::format("'{}' must be in ARN format", arn)};
    }
    if (!parsed->resource.starts_with(fmt::format("{}/", kind))) {
        throw ServiceError{"ValidationError", fmt::format("'{}' is not a valid {} ARN", arn, called)};
    }
}

LoadBalancer& require_load_balancer(const Call& call, const std::string& arn) {
    check_arn(arn, "loadbalancer", "load balancer");
    auto& balancers = store_of(call).load_balancers;
    const auto found = balancers.find(arn);
    if (found == balancers.end())
        throw ServiceError{"LoadBalancerNotFound", fmt::format("Load balancer '{}' not found", arn)};
    return found->second;
}

FoundListener require_listener(const Call& call, const std::string& arn) {
    check_arn(arn, "listener", "listener");
    for (auto& [balancer_arn, balancer] : store_of(call).load_balancers) {
        const auto found = balancer.listeners.find(arn);
        if (found != balancer.listeners.end()) return {balancer, found->second};
    }
    throw ServiceError{"ListenerNotFound", "One or more listeners not found"};
}

TargetGroup& require_target_group(const Call& call, const std::string& arn) {
    check_arn(arn, "targetgroup", "target group");
    auto& groups = store_of(call).target_groups;
    const auto found = groups.find(arn);
    if (found == groups.end())
        throw ServiceError{"TargetGroupNotFound", "One or more target groups not found"};
    return found->second;
}

Pager pager_of(json::object input, Time now) {
    const auto marker = json::text(input, "Marker").value_or("");
    const auto limit = json::integer(input, "PageSize").value_or(largest_page);
    input.stable_erase("Marker");
    input.stable_erase("PageSize");
    return {marker, static_cast<std::size_t>(limit), boost::json::serialize(input), now,
            ServiceError{"ValidationError", "Invalid marker"}};
}

void put_page_end(json::object& answer, const Pager& pager) {
    const auto next = pager.next_token();
    if (!next.empty()) answer["NextMarker"] = next;
}

}  // namespace certwright::sandbox::elbv2
