#pragma once

#include "sandbox/events/rule.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox {
struct Account;
struct World;
}  // namespace certwright::sandbox

namespace certwright::sandbox::events {

/// Sends the event, or what the target wants of it, to the target's queue if that lets EventBridge in. The
/// world is locked.
void deliver_event(World& world, const Account& account, const Rule& rule, const Target& target,
                   const boost::json::object& event);

/// Throws ServiceError ValidationException unless it is a path of members: "$.detail.CommonName".
void check_input_path(const std::string& path);

}  // namespace certwright::sandbox::events
