#pragma once

#include "aws/credentials.hpp"

#include <stop_token>

namespace certwright::aws {

/// Port: one place that credentials come from, asked afresh each time; RefreshingCredentials makes a
/// provider of it. Thread-safe. Failures are of kind `credentials` unless AWS or the network said more.
class CredentialsSource {
  public:
    virtual ~CredentialsSource() = default;
    virtual Outcome<Credentials> fetch(std::stop_token stop) = 0;
};

/// The failure of a source that cannot give credentials for a reason of its own.
Failure no_credentials(std::string message);

}  // namespace certwright::aws
