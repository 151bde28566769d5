#include "sandbox/elbv2/listener_protocol.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace certwright::sandbox::elbv2 {
namespace {

/// What listeners get that ask for none ("Security policies for your Application Load Balancer").
constexpr auto default_policy = "ELBSecurityPolicy-2016-08";

/// Policies are named by what they allow and when they were made; all names that begin so are taken.
constexpr std::array<std::string_view, 6> policy_families{
    "ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS-1-",  "ELBSecurityPolicy-TLS13-1-",
    "ELBSecurityPolicy-FS-",     "ELBSecurityPolicy-2015-05", "ELBSecurityPolicy-TLS-1-2-"};

std::vector<std::string_view> protocols_of(const LoadBalancer& balancer) {
    if (balancer.is_application()) return {"HTTP", "HTTPS"};
    return {"TCP", "TLS", "UDP", "TCP_UDP"};
}

void check_protocol(const LoadBalancer& balancer, const Listener& listener) {
    const auto allowed = protocols_of(balancer);
    if (std::find(allowed.begin(), allowed.end(), listener.protocol) != allowed.end()) return;
    throw ServiceError{"ValidationError", fmt::format("Listener protocol '{}' must be one of '{}'",
                                                      listener.protocol, fmt::join(allowed, ", "))};
}

void check_policy(const std::string& policy) {
    const bool known = std::any_of(policy_families.begin(), policy_families.end(),
                                   [&](std::string_view family) { return policy.starts_with(family); });
    if (!known) throw ServiceError{"SSLPolicyNotFound", fmt::format("SSL policy '{}' not found", policy)};
}

void take_policies(Listener& listener, const json::object& input) {
    if (!listener.speaks_tls()) {
        if (input.contains("SslPolicy")) {
            throw ServiceError{
                "ValidationError",
                fmt::format("An SSL policy cannot be specified for {} listeners", listener.protocol)};
        }
        listener.ssl_policy.clear();
        listener.alpn_policy.clear();
        return;
    }
    listener.ssl_policy = json::text(input, "SslPolicy")
                              .value_or(listener.ssl_policy.empty() ? default_policy : listener.ssl_policy);
    check_policy(listener.ssl_policy);
    const auto alpn = json::texts(input, "AlpnPolicy");
    if (alpn.empty()) return;
    if (listener.protocol != "TLS")
        throw ServiceError{"ALPNPolicyNotFound", "ALPN policies are for TLS listeners"};
    listener.alpn_policy = alpn.front();
}

}  // namespace

void take_protocol(const LoadBalancer& balancer, Listener& listener, const json::object& input) {
    if (auto protocol = json::text(input, "Protocol")) listener.protocol = *std::move(protocol);
    if (const auto port = json::integer(input, "Port")) listener.port = *port;
    if (listener.protocol.empty())
        throw ServiceError{"ValidationError", "A listener protocol must be specified"};
    if (listener.port == 0) throw ServiceError{"ValidationError", "A listener port must be specified"};
    check_protocol(balancer, listener);
    take_policies(listener, input);
}

}  // namespace certwright::sandbox::elbv2
