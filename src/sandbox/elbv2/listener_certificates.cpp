#include "sandbox/elbv2/listener_certificates.hpp"

#include "base/json.hpp"
#include "sandbox/elbv2/listener_certificate_rules.hpp"
#include "sandbox/elbv2/lookup.hpp"
#include "sandbox/use/certificate_use.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::elbv2 {
namespace {

json::object listed_certificate(const std::string& arn, bool is_default) {
    return {{"CertificateArn", arn}, {"IsDefault", is_default}};
}

bool has_certificate(const std::vector<std::string>& arns, const std::string& arn) {
    return std::find(arns.begin(), arns.end(), arn) != arns.end();
}

}  // namespace

json::object add_listener_certificates(const Call& call, const json::object& input) {
    auto [balancer, listener] = require_listener(call, std::string{input.at("ListenerArn").as_string()});
    if (!listener.speaks_tls()) {
        throw ServiceError{"ValidationError", fmt::format("Certificates cannot be specified for {} listeners",
                                                          listener.protocol)};
    }
    const auto named = named_certificates(input).value_or(std::vector<std::string>{});
    for (const auto& arn : named) check_bindable(call, arn);
    check_certificate_quota(balancer, named);
    const auto before = balancer.certificates();
    json::array rows;
    for (const auto& arn : named) {
        if (!has_certificate(listener.added_certificates, arn)) listener.added_certificates.push_back(arn);
        rows.push_back(listed_certificate(arn, false));
    }
    change_use(call.world, call.account, balancer.arn, before, balancer.certificates(), call.now);
    return {{"Certificates", std::move(rows)}};
}

json::object remove_listener_certificates(const Call& call, const json::object& input) {
    auto [balancer, listener] = require_listener(call, std::string{input.at("ListenerArn").as_string()});
    const auto named = named_certificates(input).value_or(std::vector<std::string>{});
    for (const auto& arn : named) {
        if (arn == listener.default_certificate && !has_certificate(listener.added_certificates, arn)) {
            throw ServiceError{"OperationNotPermitted", "Default certificate cannot be removed"};
        }
    }
    const auto before = balancer.certificates();
    std::erase_if(listener.added_certificates,
                  [&](const std::string& arn) { return has_certificate(named, arn); });
    change_use(call.world, call.account, balancer.arn, before, balancer.certificates(), call.now);
    return {};
}

json::object describe_listener_certificates(const Call& call, const json::object& input) {
    const auto [balancer, listener] =
        require_listener(call, std::string{input.at("ListenerArn").as_string()});
    std::vector<std::pair<std::string, bool>> all;
    if (!listener.default_certificate.empty()) all.emplace_back(listener.default_certificate, true);
    for (const auto& arn : listener.added_certificates) all.emplace_back(arn, false);
    Pager pager = pager_of(input, call.now);
    json::array rows;
    for (std::size_t at = 0; at < all.size(); ++at) {
        const auto place = fmt::format("{:04}", at + 1);
        if (place <= pager.after()) continue;
        if (!pager.take(place)) break;
        rows.push_back(listed_certificate(all[at].first, all[at].second));
    }
    json::object answer{{"Certificates", std::move(rows)}};
    put_page_end(answer, pager);
    return answer;
}

}  // namespace certwright::sandbox::elbv2
