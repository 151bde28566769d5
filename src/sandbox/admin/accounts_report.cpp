#include "sandbox/admin/accounts_report.hpp"

#include "base/json.hpp"

#include <map>
#include <shared_mutex>
#include <string>

namespace certwright::sandbox {
namespace {

constexpr std::size_t most_keys = 20;

/// The lasting keys of each account; sessions come and go.
std::map<std::string, json::array, std::less<>> keys_by_account(const World& world) {
    std::map<std::string, json::array, std::less<>> keys;
    for (const auto& [key_id, key] : world.access_keys) {
        if (key.expires) continue;
        auto& of_account = keys[key.principal.account_id];
        if (of_account.size() < most_keys)
            of_account.push_back(json::object{{"id", key_id}, {"principal", key.principal.arn}});
    }
    return keys;
}

/// Of the regions that hold some.
json::object certificates_by_region(const Account& account) {
    json::object counts;
    for (const auto& [name, region] : account.regions) {
        if (!region.acm.certificates.empty()) counts[name] = region.acm.certificates.size();
    }
    return counts;
}

std::size_t certificates_in(const Account& account) {
    std::size_t count = 0;
    for (const auto& [name, region] : account.regions) count += region.acm.certificates.size();
    return count;
}

struct Everything {
    std::map<std::string, std::size_t, std::less<>> by_status;  ///< certificates of ACM
    std::size_t certificates = 0, authorities = 0, load_balancers = 0, distributions = 0;
    std::size_t zones = 0, rules = 0, queues = 0;

    void add(const RegionState& region) {
        certificates += region.acm.certificates.size();
        for (const auto& [arn, certificate] : region.acm.certificates) ++by_status[certificate.status];
        authorities += region.pca.authorities.size();
        load_balancers += region.elbv2.load_balancers.size();
        rules += region.events.rules.size();
        queues += region.sqs.queues.size();
    }
};

Everything count_everything(const World& world) {
    Everything count;
    count.zones = world.own_zones.size();
    for (const auto& [id, account] : world.accounts) {
        count.zones += account.route53.zones.size();
        count.distributions += account.cloudfront.distributions.size();
        for (const auto& [name, region] : account.regions) count.add(region);
    }
    return count;
}

}  // namespace

json::object overview_report(World& world, const Mailbox& mailbox, const Faults& faults) {
    const std::shared_lock shared{world.lock};
    const auto count = count_everything(world);
    json::object statuses;
    for (const auto& [status, of_status] : count.by_status) statuses[status] = of_status;
    return {{"accounts", world.accounts.size()},
            {"certificates", count.certificates},
            {"statuses", std::move(statuses)},
            {"authorities", count.authorities},
            {"load_balancers", count.load_balancers},
            {"distributions", count.distributions},
            {"mails", mailbox.size()},
            {"zones", count.zones},
            {"rules", count.rules},
            {"queues", count.queues},
            {"fault_rules", faults.plan().rules.size()},
            {"faults_fired", faults.fired()}};
}

json::array accounts_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    auto keys = keys_by_account(world);
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        if (rows.size() == most) break;
        rows.push_back(json::object{{"id", id},
                                    {"name", account.name},
                                    {"email", account.email},
                                    {"partition", account.partition},
                                    {"certificates", certificates_in(account)},
                                    {"certificates_by_region", certificates_by_region(account)},
                                    {"server_certificates", account.iam.server_certificates.size()},
                                    {"zones", account.route53.zones.size()},
                                    {"roles", account.roles.size()},
                                    {"access_keys", std::move(keys[id])}});
    }
    return rows;
}

}  // namespace certwright::sandbox
