#pragma once

#include "audit/log.hpp"
#include "auth/users.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::auth {

struct ApiToken {
    std::string id;  ///< "tok_…", not secret
    std::string user_id;
    std::string name;
    std::string prefix;  ///< the first 8 characters of the secret, to recognise it by
    Time created_at;
    std::optional<Time> expires_at;
    std::optional<Time> last_used_at;  ///< to the minute
};

/// The secret is shown once; the database knows only its SHA-256.
struct CreatedToken {
    ApiToken token;
    Secret secret;  ///< "cwt_" and 43 characters of base64url
};

/// Tokens for programs. A token may do what its user may, as long as the user is not disabled.
class ApiTokens {
  public:
    ApiTokens(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Audit: token.created. Names have 1 to 100 characters and are unique for their user; a lifetime is
    /// positive. Throws Fault::invalid or Fault::conflict.
    CreatedToken create(store::Transaction& transaction, const User& user, std::string_view name,
                        std::optional<Duration> lifetime, const Caller& caller);
    /// Audit: token.removed. Throws Fault::not_found when the user has no such token.
    void remove(store::Transaction& transaction, std::string_view user_id, std::string_view token_id,
                const Caller& caller);
    /// The user's tokens, expired ones included, newest first.
    std::vector<ApiToken> list(store::Connection& connection, std::string_view user_id) const;
    /// Nothing when it is unknown, malformed or expired.
    std::optional<ApiToken> find_by_secret(store::Connection& connection, std::string_view secret) const;
    /// Call when last_used_at is more than a minute old.
    void touch(store::Transaction& transaction, std::string_view token_id);

  private:
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::auth
