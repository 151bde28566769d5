#include "inventory/resource_name.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace certwright::inventory {
namespace {

std::vector<std::string> split(std::string_view text, char separator, std::size_t at_most) {
    std::vector<std::string> parts;
    while (parts.size() + 1 < at_most) {
        const auto end = text.find(separator);
        if (end == std::string_view::npos) break;
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.emplace_back(text);
    return parts;
}

struct ServiceWords {
    std::string_view code, service, kind;
};
constexpr std::array known_services{
    ServiceWords{"cloudfront", "CloudFront", "Distribution"},
    ServiceWords{"apigateway", "API Gateway", "Custom domain name"},
    ServiceWords{"elasticbeanstalk", "Elastic Beanstalk", "Environment"},
    ServiceWords{"apprunner", "App Runner", "Service"},
    ServiceWords{"appsync", "AppSync", "Domain name"},
    ServiceWords{"cognito-idp", "Cognito", "User pool domain"},
    ServiceWords{"es", "OpenSearch Service", "Domain"},
    ServiceWords{"ec2", "Nitro Enclaves", "Enclave"},
    ServiceWords{"network-firewall", "Network Firewall", "TLS inspection configuration"},
    ServiceWords{"iot", "IoT Core", "Domain configuration"},
    ServiceWords{"vpc-lattice", "VPC Lattice", "Service"},
    ServiceWords{"transfer", "Transfer Family", "Server"},
    ServiceWords{"ecs", "Elastic Container Service", "Service"}};

/// arn:…:elasticloadbalancing:…:loadbalancer/app/NAME/ID, net/NAME/ID, or loadbalancer/NAME (classic).
ResourceName load_balancer(const std::string& resource) {
    const auto parts = split(resource, '/', 8);
    ResourceName name{"Elastic Load Balancing", "Classic Load Balancer", parts.back()};
    if (parts.size() < 3) return name;
    name.kind = parts[1] == "app"   ? "Application Load Balancer"
                : parts[1] == "net" ? "Network Load Balancer"
                : parts[1] == "gwy" ? "Gateway Load Balancer"
                                    : parts[1];
    if (parts[0] == "listener") name.kind += " listener";
    name.name = parts[2];
    return name;
}

}  // namespace

ResourceName name_resource(const std::string& arn) {
    const auto parts = split(arn, ':', 6);
    if (parts.size() < 6) return {"", "", arn};
    if (parts[2] == "elasticloadbalancing") return load_balancer(parts[5]);
    const auto slash = parts[5].rfind('/');
    const std::string last = slash == std::string::npos ? parts[5] : parts[5].substr(slash + 1);
    for (const ServiceWords& words : known_services)
        if (parts[2] == words.code) return {std::string{words.service}, std::string{words.kind}, last};
    return {parts[2], slash == std::string::npos ? "" : parts[5].substr(0, slash), last};
}

}  // namespace certwright::inventory
