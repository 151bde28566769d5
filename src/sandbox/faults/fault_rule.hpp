#pragma once

#include "base/time.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox {

/// What can go wrong with a call.
enum class FaultKind {
    latency,        ///< it is answered later
    reset,          ///< the connection is reset before the call is acted on
    lost_reply,     ///< the same after it was acted on
    truncated,      ///< acted on, and answered with half of the body
    server_error,   ///< 5xx as the service answers it
    proxy_error,    ///< 5xx with the HTML page of a proxy before the service
    throttled,      ///< too many requests, in the service's words
    expired_token,  ///< the session token is said to be over
    region_off,     ///< answered as in a region that the account has not enabled
    denied,         ///< refused as by a policy
    stale,          ///< a read is answered from an earlier state
};

std::string_view to_string(FaultKind kind);
/// nullopt for what is none.
std::optional<FaultKind> fault_kind_of(std::string_view text);
/// The names of all, for messages.
std::string fault_kinds();

/// A call as rules see it.
struct FaultCall {
    std::string service, operation;  ///< empty where the request names none that is known
    std::string account, region, access_key;
    bool reads = false;
    Time virtual_now{}, machine_now{};
};

/// Which clock a rule's span of time is of.
enum class FaultClock { virtual_time, machine_time };

/// One line of a fault plan: which calls, when, and what happens to them.
struct FaultRule {
    std::string name;
    /// Patterns with "*" and "?"; one of them has to match, and none at all takes every call.
    std::vector<std::string> services, operations, accounts, regions, access_keys;

    // Of the calls that match, counted from 1; without the first three, every one.
    std::vector<std::uint64_t> nth;
    std::uint64_t every = 0;            ///< 0: unused
    std::optional<double> probability;  ///< drawn from the plan's seed and the number of the call
    std::uint64_t lasts = 1;            ///< how many calls in a row, once it has begun: a burst
    std::optional<std::uint64_t> times;
    FaultClock clock = FaultClock::virtual_time;
    std::optional<Time> from, until;  ///< the end does not belong to it

    FaultKind kind = FaultKind::latency;
    Duration latency_least{}, latency_most{};  ///< of latency
    int status = 0;                            ///< of server_error and proxy_error
    Duration behind{};                         ///< of stale: how old the state is

    /// Throws Fault::invalid for what it does not understand, naming the rule by its place, from 1.
    static FaultRule parse(const boost::json::value& from, std::size_t place);
    boost::json::object to_json() const;

    /// Whether the rule counts the call.
    bool matches(const FaultCall& call) const;
};

}  // namespace certwright::sandbox
