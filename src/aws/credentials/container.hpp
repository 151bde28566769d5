#pragma once

#include "aws/credentials/environment.hpp"
#include "aws/credentials/source.hpp"
#include "base/clock.hpp"
#include "net/transport.hpp"

namespace certwright::aws {

/// The endpoint that ECS and EKS Pod Identity give to a container
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html). The environment
/// names it by AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or _FULL_URI.
class ContainerCredentials final : public CredentialsSource {
  public:
    ContainerCredentials(net::Transport& transport, Clock& clock, Environment environment);
    /// Whether the environment names an endpoint at all.
    static bool is_configured(const Environment& environment);
    Outcome<Credentials> fetch(std::stop_token stop) override;

  private:
    net::Transport& transport_;
    Clock& clock_;
    Environment environment_;
};

/// Plain http only to this machine and to the addresses that ECS and EKS use: anything else could read
/// the token and the credentials on the way.
bool is_allowed_container_endpoint(const net::Url& url);

}  // namespace certwright::aws
