#include "aws/credentials/container.hpp"

#include "aws/credentials/file.hpp"
#include "aws/credentials/metadata_service.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <array>

namespace certwright::aws {

namespace {

constexpr std::string_view container_endpoint = "the container credentials endpoint";

/// Throws Fault::invalid for what is no URL.
net::Url endpoint_of(const Environment& environment) {
    if (const auto path = find(environment, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"))
        return net::Url::parse("http://169.254.170.2" + *path);
    return net::Url::parse(find(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI").value_or(""));
}

}  // namespace

bool is_allowed_container_endpoint(const net::Url& url) {
    static constexpr std::array<std::string_view, 3> hosts{"169.254.170.2", "169.254.170.23",
                                                           "[fd00:ec2::23]"};
    return url.scheme == "https" || url.is_loopback() || std::ranges::find(hosts, url.host) != hosts.end();
}

ContainerCredentials::ContainerCredentials(net::Transport& transport, Clock& clock, Environment environment)
    : transport_(transport), clock_(clock), environment_(std::move(environment)) {}

bool ContainerCredentials::is_configured(const Environment& environment) {
    return find(environment, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") ||
           find(environment, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
}

Outcome<Credentials> ContainerCredentials::fetch(std::stop_token stop) {
    net::ClientRequest request{.timeout = 2s, .connect_timeout = 2s, .direct = true};
    try {
        request.url = endpoint_of(environment_);
    } catch (const Error& error) {
        return no_credentials(std::string{container_endpoint} + ": " + error.message());
    }
    if (!is_allowed_container_endpoint(request.url))
        return no_credentials(std::string{container_endpoint} + " may not be asked by plain http at \"" +
                              request.url.host + "\"; use https, or a loopback address");
    request.headers.add("Accept", "application/json");
    Secret token;
    if (const auto path = find(environment_, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
        // Read anew each time: EKS replaces it.
        auto content = read_token_file(*path);
        if (!content) return no_credentials("cannot read the authorization token file \"" + *path + "\"");
        token = std::move(*content);
    } else if (const auto text = find(environment_, "AWS_CONTAINER_AUTHORIZATION_TOKEN")) {
        token = Secret{*text};
    }
    if (token.reveal().find_first_of("\r\n") != std::string_view::npos)
        return no_credentials("the container authorization token contains a line break");
    if (!token.empty()) request.headers.add("Authorization", std::string{token.reveal()});
    const auto body =
        ask_metadata_service(transport_, clock_, request, /*tries=*/3, container_endpoint, std::move(stop));
    if (!body) return body.failure();
    return read_metadata_credentials(*body, container_endpoint);
}

}  // namespace certwright::aws
