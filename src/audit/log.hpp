#pragma once

#include "base/clock.hpp"
#include "store/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::audit {

/// Something somebody did or looked at. Nothing in it is secret.
struct NewEvent {
    std::string actor;           ///< "user:alice", "token:tok_…", "system"
    std::string action;          ///< noun.verb in the past: "account.created", "session.refused"
    std::string subject;         ///< what it was done to: an id, an ARN
    std::string details = "{}";  ///< JSON object
    std::string request_id;
};

struct Event {
    std::int64_t sequence = 0;  ///< 1, 2, 3, … without gaps
    Time at;
    std::string actor, action, subject, details, request_id;
    std::string hash;  ///< lower-case hex SHA-256 over the previous hash and this event
};

struct EventFilter {
    std::string actor, action, subject;
    std::optional<Time> from, until;
    std::int64_t before = 0;  ///< cursor: only smaller sequences; 0 for the newest
    std::size_t limit = 50;
};

/// What verify() found.
struct Verification {
    std::int64_t events = 0;                ///< how many were checked
    std::optional<std::int64_t> broken_at;  ///< first sequence whose hash or number does not fit
    std::string problem;
};

/// Append-only and hash-chained: each event's hash covers the one before, so that a changed,
/// removed or inserted event is found. UPDATE and DELETE are refused by triggers as well.
class Log {
  public:
    explicit Log(Clock& clock) : clock_(clock) {}

    /// Takes part in the caller's transaction, so that an event exists exactly when its change does.
    void append(store::Transaction& transaction, const NewEvent& event);
    /// Newest first.
    std::vector<Event> list(store::Connection& connection, const EventFilter& filter) const;
    Verification verify(store::Connection& connection) const;

  private:
    Clock& clock_;
};

}  // namespace certwright::audit
