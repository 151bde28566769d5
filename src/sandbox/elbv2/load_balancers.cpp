#include "sandbox/elbv2/load_balancers.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/elbv2/lookup.hpp"
#include "sandbox/elbv2/names.hpp"
#include "sandbox/elbv2/network.hpp"
#include "sandbox/elbv2/tags.hpp"
#include "sandbox/use/certificate_use.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/partitions.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::elbv2 {
namespace {

/// "Quotas for your Application Load Balancers"; as many network ones.
constexpr std::int64_t most_load_balancers = 50;
constexpr auto hexadecimal = "0123456789abcdef";

/// An opaque id that Route 53 aliases take; one for each region at AWS, one for all here.
constexpr auto canonical_zone = "Z35SXDOTRQ7X7K";

std::string dns_name_of(const Call& call, const LoadBalancer& balancer) {
    const auto& suffix = find_partition(call.account.partition)->dns_suffix;
    if (!balancer.is_application())
        return fmt::format("{}-{}.elb.{}.{}", balancer.name, balancer.id, call.region, suffix);
    return fmt::format("{}{}-{}.{}.elb.{}", balancer.scheme == "internal" ? "internal-" : "", balancer.name,
                       random_text(10, "123456789"), call.region, suffix);
}

json::object shown_balancer(const Call& call, const LoadBalancer& balancer, std::string_view state) {
    json::object shown{{"LoadBalancerArn", balancer.arn},
                       {"DNSName", balancer.dns_name},
                       {"CanonicalHostedZoneId", canonical_zone},
                       {"CreatedTime", acm::seconds(balancer.created_at)},
                       {"LoadBalancerName", balancer.name},
                       {"Scheme", balancer.scheme},
                       {"VpcId", vpc_of(call)},
                       {"State", json::object{{"Code", state}}},
                       {"Type", balancer.type},
                       {"AvailabilityZones", zones_of(call.region, balancer.subnets)},
                       {"IpAddressType", balancer.ip_address_type}};
    if (!balancer.security_groups.empty())
        shown["SecurityGroups"] = json::from_texts(balancer.security_groups);
    return shown;
}

LoadBalancer asked_balancer(const Call& call, const json::object& input) {
    LoadBalancer asked;
    asked.name = input.at("Name").as_string();
    asked.type = json::text(input, "Type").value_or("application");
    if (asked.type == "gateway") {
        throw ServiceError{
            "ValidationError",
            "The sandbox does not act out gateway load balancers; they present no certificates"};
    }
    check_balancer_name(asked.name);
    asked.scheme = json::text(input, "Scheme").value_or("internet-facing");
    asked.ip_address_type = json::text(input, "IpAddressType").value_or("ipv4");
    asked.subnets = asked_subnets(input, asked.is_application());
    asked.security_groups = json::texts(input, "SecurityGroups");
    asked.tags = merged_tags({}, input);
    asked.created_at = call.now;
    return asked;
}

bool is_same(const LoadBalancer& a, const LoadBalancer& b) {
    return a.type == b.type && a.scheme == b.scheme && a.subnets == b.subnets &&
           a.security_groups == b.security_groups && a.ip_address_type == b.ip_address_type &&
           a.tags == b.tags;
}

/// The one that the request asks for again; nullptr when the name is free.
const LoadBalancer* existing_balancer(const Store& store, const LoadBalancer& asked) {
    for (const auto& [arn, balancer] : store.load_balancers) {
        if (balancer.name != asked.name) continue;
        if (is_same(balancer, asked)) return &balancer;
        throw ServiceError{
            "DuplicateLoadBalancerName",
            fmt::format("A load balancer with the same name '{}' exists, but with different settings",
                        asked.name)};
    }
    return nullptr;
}

void check_balancer_quota(const Store& store, const LoadBalancer& asked) {
    const auto held = std::count_if(store.load_balancers.begin(), store.load_balancers.end(),
                                    [&](const auto& entry) { return entry.second.type == asked.type; });
    if (held < most_load_balancers) return;
    throw ServiceError{"TooManyLoadBalancers", "The maximum number of load balancers has been reached"};
}

bool is_asked_for(const json::object& input, const LoadBalancer& balancer) {
    const auto arns = json::texts(input, "LoadBalancerArns");
    const auto names = json::texts(input, "Names");
    if (arns.empty() && names.empty()) return true;
    return std::find(arns.begin(), arns.end(), balancer.arn) != arns.end() ||
           std::find(names.begin(), names.end(), balancer.name) != names.end();
}

void check_all_exist(const Call& call, const json::object& input) {
    const auto& balancers = store_of(call).load_balancers;
    for (const auto& arn : json::texts(input, "LoadBalancerArns")) {
        check_arn(arn, "loadbalancer", "load balancer");
        if (!balancers.contains(arn))
            throw ServiceError{"LoadBalancerNotFound", "One or more load balancers not found"};
    }
    for (const auto& name : json::texts(input, "Names")) {
        const bool known = std::any_of(balancers.begin(), balancers.end(),
                                       [&](const auto& entry) { return entry.second.name == name; });
        if (!known) {
            throw ServiceError{"LoadBalancerNotFound", fmt::format("Load balancers '[{}]' not found", name)};
        }
    }
}

}  // namespace

json::object create_load_balancer(const Call& call, const json::object& input) {
    auto& store = store_of(call);
    LoadBalancer made = asked_balancer(call, input);
    const auto* shown = existing_balancer(store, made);
    if (shown == nullptr) {
        check_balancer_quota(store, made);
        made.id = random_text(16, hexadecimal);
        made.dns_name = dns_name_of(call, made);
        made.arn = call.account.arn(
            "elasticloadbalancing", call.region,
            fmt::format("loadbalancer/{}/{}/{}", made.is_application() ? "app" : "net", made.name, made.id));
        const std::string arn = made.arn;
        shown = &store.load_balancers.emplace(arn, std::move(made)).first->second;
    }
    return {{"LoadBalancers", json::array{shown_balancer(call, *shown, "provisioning")}}};
}

json::object describe_load_balancers(const Call& call, const json::object& input) {
    check_all_exist(call, input);
    const auto& balancers = store_of(call).load_balancers;
    Pager pager = pager_of(input, call.now);
    json::array rows;
    for (auto row = balancers.upper_bound(pager.after()); row != balancers.end(); ++row) {
        if (!is_asked_for(input, row->second)) continue;
        if (!pager.take(row->first)) break;
        rows.push_back(shown_balancer(call, row->second, "active"));
    }
    json::object answer{{"LoadBalancers", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

json::object delete_load_balancer(const Call& call, const json::object& input) {
    const std::string arn{input.at("LoadBalancerArn").as_string()};
    check_arn(arn, "loadbalancer", "load balancer");
    auto& balancers = store_of(call).load_balancers;
    const auto found = balancers.find(arn);
    if (found == balancers.end()) return {};
    change_use(call.world, call.account, arn, found->second.certificates(), {}, call.now);
    balancers.erase(found);
    return {};
}

}  // namespace certwright::sandbox::elbv2
