#pragma once

#include "aws/credentials.hpp"

namespace certwright::aws {

/// An access key, with or without a session token, that nobody refreshes.
class StaticCredentials final : public CredentialsProvider {
  public:
    explicit StaticCredentials(Credentials credentials);

    Outcome<std::shared_ptr<const Credentials>> get(std::stop_token stop) override;
    /// There is no other source to ask: the next get() gives the same.
    void invalidate(const Credentials& rejected) override;

  private:
    std::shared_ptr<const Credentials> credentials_;
};

}  // namespace certwright::aws
