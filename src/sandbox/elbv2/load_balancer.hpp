#pragma once

#include "base/time.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Elastic Load Balancing v2, as far as listeners present certificates. Nothing is balanced.
namespace certwright::sandbox::elbv2 {

using Tags = std::map<std::string, std::string>;

/// What a load balancer answers on one port.
struct Listener {
    std::string arn;
    std::string protocol;  ///< HTTP, HTTPS; TCP, TLS, UDP, TCP_UDP
    std::int64_t port = 0;
    std::string ssl_policy;   ///< empty unless it speaks TLS
    std::string alpn_policy;  ///< of TLS only; empty: none
    std::string default_certificate;
    std::vector<std::string> added_certificates;  ///< of AddListenerCertificates, in their order
    std::string default_actions;                  ///< JSON, as answers show them
    Tags tags;

    bool speaks_tls() const { return protocol == "HTTPS" || protocol == "TLS"; }
};
BOOST_DESCRIBE_STRUCT(Listener, (),
                      (arn, protocol, port, ssl_policy, alpn_policy, default_certificate, added_certificates,
                       default_actions, tags))

struct LoadBalancer {
    std::string arn, name, id;
    std::string type;    ///< application, network
    std::string scheme;  ///< internet-facing, internal
    std::string dns_name;
    std::string ip_address_type;
    std::vector<std::string> subnets, security_groups;
    Time created_at{};
    std::map<std::string, Listener, std::less<>> listeners;  ///< by ARN
    Tags tags;

    bool is_application() const { return type == "application"; }
    /// What its listeners present, each certificate once.
    std::set<std::string> certificates() const {
        std::set<std::string> all;
        for (const auto& [key, listener] : listeners) {
            if (!listener.default_certificate.empty()) all.insert(listener.default_certificate);
            all.insert(listener.added_certificates.begin(), listener.added_certificates.end());
        }
        return all;
    }
};
BOOST_DESCRIBE_STRUCT(LoadBalancer, (),
                      (arn, name, id, type, scheme, dns_name, ip_address_type, subnets, security_groups,
                       created_at, listeners, tags))

}  // namespace certwright::sandbox::elbv2
