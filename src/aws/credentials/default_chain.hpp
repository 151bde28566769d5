#pragma once

#include "aws/credentials/assumed_role.hpp"
#include "aws/credentials/environment.hpp"
#include "aws/credentials/shared_config.hpp"

#include <string>

namespace certwright::aws {

/// Where the AWS CLI would find credentials on this machine, in its order: environment; the profile's
/// role; web identity of the environment; the profile's keys; container endpoint; EC2 instance
/// metadata. The first place that has something decides: when it fails, the others are not asked.
/// A named profile is taken alone. Files are read again at each fetch. Not supported, and said so:
/// credential_process, SSO, MFA.
class DefaultChain final : public CredentialsSource {
  public:
    /// `profile` empty for AWS_PROFILE, else "default".
    DefaultChain(const Reach& reach, Environment environment, std::string profile = {});
    Outcome<Credentials> fetch(std::stop_token stop) override;

  private:
    Outcome<Credentials> of_profile(const Profiles& profiles, const std::string& name, int depth,
                                    std::stop_token stop) const;
    Outcome<Credentials> of_role(const Profiles& profiles, const std::string& name, int depth,
                                 std::stop_token stop) const;
    Outcome<Credentials> of_credential_source(const std::string& place, std::stop_token stop) const;
    Outcome<Credentials> of_web_identity(Role role, const std::string& token_file,
                                         std::stop_token stop) const;
    Outcome<Credentials> of_machine(std::stop_token stop) const;

    Reach reach_;
    Environment environment_;
    std::string named_profile_;
};

}  // namespace certwright::aws
