#pragma once

#include "aws/client.hpp"
#include "aws/credentials/source.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace certwright::aws {

/// What a source needs to call AWS itself. Everything referred to must outlive the source.
struct Reach {
    net::Transport& transport;
    QuotaBook& quotas;
    Clock& clock;
    Metrics& metrics;
    Site site{};
    std::string region{};  ///< of the STS endpoint; empty for the partition's default
};

struct Role {
    std::string arn;
    std::string session_name = "certwright";         ///< 2 to 64 of [\w+=,.@-]; CloudTrail shows it
    std::string external_id{};                       ///< empty for none
    std::optional<std::chrono::seconds> duration{};  ///< 900 to the role's maximum; AWS's default is an hour
};

/// sts:AssumeRole with the credentials of any other provider, so that roles can be chained; a chained session
/// lasts an hour at most, whatever the role says.
/// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
class AssumedRole final : public CredentialsSource {
  public:
    /// `base` is shared because one key may stand behind many roles.
    AssumedRole(const Reach& reach, std::shared_ptr<CredentialsProvider> base, Role role);
    /// A refusal is of kind `credentials`: to callers it is the account that does not work, not one
    /// operation that is not allowed.
    Outcome<Credentials> fetch(std::stop_token stop) override;

  private:
    std::shared_ptr<CredentialsProvider> base_;
    Client client_;
    std::string region_;
    Role role_;
};

/// sts:AssumeRoleWithWebIdentity: an unsigned call that proves itself by a token file, which is read
/// anew each time because Kubernetes replaces it.
class WebIdentityRole final : public CredentialsSource {
  public:
    WebIdentityRole(const Reach& reach, Role role, std::string token_file);
    Outcome<Credentials> fetch(std::stop_token stop) override;

  private:
    std::unique_ptr<CredentialsProvider> nobody_;
    Client client_;
    std::string region_;
    Role role_;
    std::string token_file_;
};

}  // namespace certwright::aws
