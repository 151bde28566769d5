#include "sandbox/elbv2/listeners.hpp"

#include "base/json.hpp"
#include "sandbox/elbv2/default_actions.hpp"
#include "sandbox/elbv2/listener_certificate_rules.hpp"
#include "sandbox/elbv2/listener_protocol.hpp"
#include "sandbox/elbv2/lookup.hpp"
#include "sandbox/elbv2/tags.hpp"
#include "sandbox/use/certificate_use.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::elbv2 {
namespace {

constexpr std::size_t most_listeners = 50;

json::object shown_listener(const LoadBalancer& balancer, const Listener& listener) {
    json::object shown{
        {"ListenerArn", listener.arn},
        {"LoadBalancerArn", balancer.arn},
        {"Port", listener.port},
        {"Protocol", listener.protocol},
        {"DefaultActions", json::parse(listener.default_actions, "the actions of a listener")}};
    if (!listener.speaks_tls()) return shown;
    shown["Certificates"] = json::array{json::object{{"CertificateArn", listener.default_certificate}}};
    shown["SslPolicy"] = listener.ssl_policy;
    if (!listener.alpn_policy.empty()) shown["AlpnPolicy"] = json::array{json::value(listener.alpn_policy)};
    if (balancer.is_application()) shown["MutualAuthentication"] = json::object{{"Mode", "off"}};
    return shown;
}

void check_mutual_authentication(const json::object& input) {
    const auto* asked = json::find(input, "MutualAuthentication");
    if (asked == nullptr) return;
    const auto mode = json::text(asked->as_object(), "Mode").value_or("off");
    if (mode != "verify") return;
    throw ServiceError{"ValidationError", "The sandbox does not act out trust stores"};
}

/// A listener that ends TLS has exactly one default certificate, any other has none.
void take_certificate(const Call& call, Listener& listener, const json::object& input) {
    const auto named = named_certificates(input);
    if (!listener.speaks_tls()) {
        if (named && !named->empty()) {
            throw ServiceError{
                "ValidationError",
                fmt::format("Certificates cannot be specified for {} listeners", listener.protocol)};
        }
        listener.default_certificate.clear();
        listener.added_certificates.clear();
        return;
    }
    if (!named && !listener.default_certificate.empty()) return;
    if (!named || named->empty()) {
        throw ServiceError{"ValidationError", fmt::format("A certificate must be specified for {} listeners",
                                                          listener.protocol)};
    }
    if (named->size() > 1) {
        throw ServiceError{"TooManyCertificates",
                           fmt::format("Up to '1' certificate ARNs can be specified, but '{}' were specified",
                                       named->size())};
    }
    check_bindable(call, named->front());
    listener.default_certificate = named->front();
}

void check_port_is_free(const LoadBalancer& balancer, const Listener& listener) {
    for (const auto& [arn, other] : balancer.listeners) {
        if (arn == listener.arn || other.port != listener.port) continue;
        // UDP and TCP have ports of their own.
        const bool both = (other.protocol == "UDP") == (listener.protocol == "UDP") ||
                          other.protocol == "TCP_UDP" || listener.protocol == "TCP_UDP";
        if (!both) continue;
        throw ServiceError{
            "DuplicateListener",
            fmt::format("A listener already exists on this port for this load balancer '{}'", balancer.arn)};
    }
}

const Listener* same_listener(const LoadBalancer& balancer, const Listener& asked) {
    for (const auto& [arn, other] : balancer.listeners) {
        if (other.port == asked.port && other.protocol == asked.protocol &&
            other.ssl_policy == asked.ssl_policy && other.alpn_policy == asked.alpn_policy &&
            other.default_certificate == asked.default_certificate &&
            other.default_actions == asked.default_actions && other.tags == asked.tags) {
            return &other;
        }
    }
    return nullptr;
}

/// "…:loadbalancer/app/name/id" becomes "…:listener/app/name/id/" and an id.
std::string new_listener_arn(const LoadBalancer& balancer) {
    static constexpr std::string_view kind = ":loadbalancer/";
    std::string arn = balancer.arn;
    arn.replace(arn.find(kind), kind.size(), ":listener/");
    return arn + "/" + random_text(16, "0123456789abcdef");
}

/// Adds the listener, or puts it in the place of the one that it was.
void keep_listener(const Call& call, LoadBalancer& balancer, const Listener& listener) {
    const auto before = balancer.certificates();
    balancer.listeners.insert_or_assign(listener.arn, listener);
    change_use(call.world, call.account, balancer.arn, before, balancer.certificates(), call.now);
}

}  // namespace

json::object create_listener(const Call& call, const json::object& input) {
    auto& balancer = require_load_balancer(call, std::string{input.at("LoadBalancerArn").as_string()});
    Listener made;
    take_protocol(balancer, made, input);
    check_mutual_authentication(input);
    take_certificate(call, made, input);
    made.default_actions = checked_actions(call, balancer, input.at("DefaultActions").as_array());
    made.tags = merged_tags({}, input);
    if (const auto* existing = same_listener(balancer, made))
        return {{"Listeners", json::array{shown_listener(balancer, *existing)}}};
    check_port_is_free(balancer, made);
    if (balancer.listeners.size() >= most_listeners) {
        throw ServiceError{
            "TooManyListeners",
            fmt::format("The maximum number of listeners has been reached on load balancer '{}'",
                        balancer.arn)};
    }
    made.arn = new_listener_arn(balancer);
    keep_listener(call, balancer, made);
    return {{"Listeners", json::array{shown_listener(balancer, made)}}};
}

json::object modify_listener(const Call& call, const json::object& input) {
    auto [balancer, listener] = require_listener(call, std::string{input.at("ListenerArn").as_string()});
    Listener changed = listener;
    take_protocol(balancer, changed, input);
    check_mutual_authentication(input);
    take_certificate(call, changed, input);
    if (const auto* actions = json::find(input, "DefaultActions"))
        changed.default_actions = checked_actions(call, balancer, actions->as_array());
    check_port_is_free(balancer, changed);
    keep_listener(call, balancer, changed);
    return {{"Listeners", json::array{shown_listener(balancer, changed)}}};
}

json::object describe_listeners(const Call& call, const json::object& input) {
    const auto wanted = json::texts(input, "ListenerArns");
    const auto of = json::text(input, "LoadBalancerArn");
    if (wanted.empty() && !of) {
        throw ServiceError{"ValidationError", "You must specify either listener ARNs or a load balancer ARN"};
    }
    json::object answer;
    json::array rows;
    for (const auto& arn : wanted) {
        const auto [balancer, listener] = require_listener(call, arn);
        rows.push_back(shown_listener(balancer, listener));
    }
    if (of) {
        const auto& balancer = require_load_balancer(call, *of);
        Pager pager = pager_of(input, call.now);
        const auto& listeners = balancer.listeners;
        for (auto row = listeners.upper_bound(pager.after()); row != listeners.end(); ++row) {
            if (!pager.take(row->first)) break;
            rows.push_back(shown_listener(balancer, row->second));
        }
        put_page_end(answer, pager);
    }
    answer["Listeners"] = std::move(rows);
    return answer;
}

json::object delete_listener(const Call& call, const json::object& input) {
    auto [balancer, listener] = require_listener(call, std::string{input.at("ListenerArn").as_string()});
    const auto before = balancer.certificates();
    balancer.listeners.erase(listener.arn);
    change_use(call.world, call.account, balancer.arn, before, balancer.certificates(), call.now);
    return {};
}

}  // namespace certwright::sandbox::elbv2
