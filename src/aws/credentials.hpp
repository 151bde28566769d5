#pragma once

#include "aws/failure.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace certwright::aws {

struct Credentials {
    std::string access_key_id;
    Secret secret_access_key;
    Secret session_token;            ///< empty for a long-term key
    std::optional<Time> expires_at;  ///< absent for a long-term key
};

/// Port: where credentials come from. Answers are shared and never change; `get` returns a fresh one
/// ahead of expiry (15 minutes, with jitter), and lets one thread refresh while the others wait or
/// use what is still good. Thread-safe.
class CredentialsProvider {
  public:
    virtual ~CredentialsProvider() = default;
    virtual Outcome<std::shared_ptr<const Credentials>> get(std::stop_token stop) = 0;
    /// AWS said that these are no longer good: the next get() asks the source again.
    virtual void invalidate(const Credentials& rejected) = 0;
};

}  // namespace certwright::aws
