#include "sandbox/admin/bindings_report.hpp"

#include "base/json.hpp"
#include "sandbox/use/bindable_certificate.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

json::object binding(const Account& account, const std::string& by, const std::string& at,
                     const std::string& arn) {
    json::object row{{"bound_by", by}, {"at", at}, {"certificate", arn}};
    const auto certificate = find_bindable(account, arn);
    row["serial"] = certificate ? json::value(certificate->serial) : json::value(nullptr);
    row["not_after"] =
        certificate ? json::value(format_rfc3339(certificate->not_after)) : json::value(nullptr);
    return row;
}

}  // namespace

json::array bindings_report(World& world) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [distribution_id, distribution] : account.cloudfront.distributions) {
            if (distribution.certificate.empty()) continue;
            const auto& at = distribution.domain_name;
            rows.push_back(binding(account, distribution.arn, at, distribution.certificate));
        }
        for (const auto& [name, region] : account.regions) {
            for (const auto& [arn, balancer] : region.elbv2.load_balancers) {
                for (const auto& [listener_arn, listener] : balancer.listeners) {
                    if (!listener.speaks_tls()) continue;
                    rows.push_back(binding(account, arn, listener_arn, listener.default_certificate));
                    for (const auto& added : listener.added_certificates)
                        rows.push_back(binding(account, arn, listener_arn, added));
                }
            }
        }
    }
    return rows;
}

}  // namespace certwright::sandbox
