#include "aws/credentials/instance_metadata.hpp"

#include "aws/credentials/metadata_service.hpp"
#include "base/error.hpp"

namespace certwright::aws {

namespace {

constexpr std::string_view metadata_service = "the instance metadata service";

std::string base_of(const Environment& environment) {
    std::string base = "http://169.254.169.254";
    if (const auto endpoint = find(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT"))
        base = *endpoint;
    else if (const auto mode = find(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
             mode && net::equal_ignoring_case(*mode, "ipv6"))
        base = "http://[fd00:ec2::254]";
    if (base.ends_with('/')) base.pop_back();
    return base;
}

/// The role's name becomes part of a path.
std::string first_line(const std::string& body) {
    return body.substr(0, body.find_first_of("\r\n"));
}

}  // namespace

InstanceMetadata::InstanceMetadata(net::Transport& transport, Clock& clock, Environment environment)
    : transport_(transport), clock_(clock), environment_(std::move(environment)) {}

Outcome<Credentials> InstanceMetadata::fetch(std::stop_token stop) {
    if (net::equal_ignoring_case(find(environment_, "AWS_EC2_METADATA_DISABLED").value_or(""), "true"))
        return no_credentials(std::string{metadata_service} +
                              " is switched off by AWS_EC2_METADATA_DISABLED");
    // Where there is no such service, nobody should wait long to hear it.
    net::ClientRequest request{.timeout = 1s, .connect_timeout = 1s, .direct = true};
    const auto ask = [&](const char* method, const std::string& path) -> Outcome<std::string> {
        request.method = method;
        try {
            request.url = net::Url::parse(base_of(environment_) + path);
        } catch (const Error& error) {
            return no_credentials(std::string{metadata_service} + ": " + error.message());
        }
        return ask_metadata_service(transport_, clock_, request, /*tries=*/2, metadata_service, stop);
    };
    request.headers = {{"x-aws-ec2-metadata-token-ttl-seconds", "21600"}};
    const auto token = ask("PUT", "/latest/api/token");
    if (!token) return token.failure();
    request.headers = {{"x-aws-ec2-metadata-token", first_line(*token)}};
    const std::string roles = "/latest/meta-data/iam/security-credentials/";
    const auto role = ask("GET", roles);
    if (!role) {
        if (role.failure().http_status == 404) return no_credentials("this EC2 instance has no role");
        return role.failure();
    }
    const auto body = ask("GET", roles + net::percent_encode(first_line(*role)));
    if (!body) return body.failure();
    return read_metadata_credentials(*body, metadata_service);
}

}  // namespace certwright::aws
