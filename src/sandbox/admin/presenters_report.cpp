#include "sandbox/admin/presenters_report.hpp"

#include "base/json.hpp"
#include "sandbox/use/bindable_certificate.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

/// What is presented now under that ARN; its facts are null when the account does not have it any more.
json::object presented(const Account& account, const std::string& arn) {
    const auto found = find_bindable(account, arn);
    const bool named = found && !found->names.empty();
    return {{"arn", arn},
            {"domain_name", named ? json::value(found->names.front()) : json::value(nullptr)},
            {"serial", found ? json::value(found->serial) : json::value(nullptr)},
            {"not_after", found ? json::value(format_rfc3339(found->not_after)) : json::value(nullptr)}};
}

/// Its default certificate first.
json::object listener_row(const Account& account, const elbv2::Listener& listener) {
    json::array certificates;
    if (listener.speaks_tls()) {
        certificates.push_back(presented(account, listener.default_certificate));
        for (const auto& added : listener.added_certificates)
            certificates.push_back(presented(account, added));
    }
    return {{"arn", listener.arn},
            {"protocol", listener.protocol},
            {"port", listener.port},
            {"certificates", std::move(certificates)}};
}

json::object load_balancer_row(const Account& account, const std::string& region,
                               const elbv2::LoadBalancer& balancer) {
    json::array listeners;
    for (const auto& [arn, listener] : balancer.listeners)
        listeners.push_back(listener_row(account, listener));
    return {{"arn", balancer.arn},
            {"account", account.id},
            {"region", region},
            {"name", balancer.name},
            {"type", balancer.type},
            {"dns_name", balancer.dns_name},
            {"listeners", std::move(listeners)}};
}

json::object distribution_row(const Account& account, const cloudfront::Distribution& distribution) {
    const auto& arn = distribution.certificate;
    return {{"arn", distribution.arn},
            {"account", account.id},
            {"id", distribution.id},
            {"domain_name", distribution.domain_name},
            {"aliases", json::from_texts(distribution.aliases)},
            {"enabled", distribution.enabled},
            {"certificate", arn.empty() ? json::value(nullptr) : presented(account, arn)}};
}

}  // namespace

json::array load_balancers_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, balancer] : region.elbv2.load_balancers) {
                if (rows.size() == most) return rows;
                rows.push_back(load_balancer_row(account, name, balancer));
            }
        }
    }
    return rows;
}

json::array distributions_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [distribution_id, distribution] : account.cloudfront.distributions) {
            if (rows.size() == most) return rows;
            rows.push_back(distribution_row(account, distribution));
        }
    }
    return rows;
}

}  // namespace certwright::sandbox
