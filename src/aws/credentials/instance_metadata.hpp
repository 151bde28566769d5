#pragma once

#include "aws/credentials/container.hpp"

namespace certwright::aws {

/// The role of the EC2 instance, by version 2 of its metadata service: version 1, which needs no token
/// and so gives credentials to any request that can be forged, is never used
/// (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html).
/// Obeys AWS_EC2_METADATA_DISABLED, AWS_EC2_METADATA_SERVICE_ENDPOINT and ..._ENDPOINT_MODE.
class InstanceMetadata final : public CredentialsSource {
  public:
    InstanceMetadata(net::Transport& transport, Clock& clock, Environment environment);
    Outcome<Credentials> fetch(std::stop_token stop) override;

  private:
    net::Transport& transport_;
    Clock& clock_;
    Environment environment_;
};

}  // namespace certwright::aws
