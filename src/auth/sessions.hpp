#pragma once

#include "audit/log.hpp"
#include "auth/users.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::auth {

struct Session {
    std::string id;  ///< "ses_…", not secret
    std::string user_id;
    Time created_at;
    Time last_seen_at;  ///< to the minute
    Time expires_at;    ///< idle or absolute time-out, whichever comes first
    std::string address;
    std::string user_agent;
};

/// `token` is the cookie's value; it exists only here and in the browser.
struct OpenedSession {
    Session session;
    User user;
    Secret token;
    std::string csrf_token;
};

/// Browser sessions: a random 256-bit token in a cookie, of which the database knows only the SHA-256.
/// A session ends 12 hours after its last use and 7 days after it was opened.
class Sessions {
  public:
    static constexpr Duration idle_time_out = 12h;
    static constexpr Duration absolute_time_out = 24h * 7;

    Sessions(audit::Log& log, Clock& clock) : log_(log), clock_(clock) {}

    /// Audit: session.opened. `caller.address` is kept with the session.
    OpenedSession open(store::Transaction& transaction, const User& user, std::string_view user_agent,
                       const Caller& caller);
    /// Audit: session.ended. Throws Fault::not_found when the user has no such session.
    void end(store::Transaction& transaction, std::string_view user_id, std::string_view session_id,
             const Caller& caller);
    /// Ends every session of the user but one (`keep` may be empty: then all). Returns how many.
    std::int64_t end_others(store::Transaction& transaction, std::string_view user_id, std::string_view keep,
                            const Caller& caller);
    /// Living sessions of a user, newest first.
    std::vector<Session> list(store::Connection& connection, std::string_view user_id) const;
    /// Nothing when it is unknown or over.
    std::optional<Session> find(store::Connection& connection, std::string_view session_id) const;
    std::optional<Session> find_by_token(store::Connection& connection, std::string_view token) const;
    /// Moves the idle time-out; call when last_seen_at is more than a minute old.
    void touch(store::Transaction& transaction, std::string_view session_id);
    /// Deletes what is over. Returns how many.
    std::int64_t remove_expired(store::Transaction& transaction);

    /// Derived from the session token, so that it need not be stored and dies with the session.
    static std::string csrf_token(std::string_view token);
    static bool csrf_token_matches(std::string_view token, std::string_view csrf_token);

  private:
    audit::Log& log_;
    Clock& clock_;
};

}  // namespace certwright::auth
