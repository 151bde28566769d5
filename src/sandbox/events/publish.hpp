#pragma once

#include "base/time.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox {
struct Account;
struct World;
}  // namespace certwright::sandbox

namespace certwright::sandbox::events {

/// Who says what about which resources.
struct Occurrence {
    std::string source;       ///< "aws.acm"
    std::string detail_type;  ///< "ACM Certificate Available"
    std::vector<std::string> resources;
    Time at{};
};

/// Whether any rule listens; saves building events that nobody wants.
bool has_listeners(const Account& account, const std::string& region);

/// Gives the event to the default bus of the account in the region: every rule that is on and takes it has it
/// delivered to its targets. Answers the event's id. A queue whose policy does not let EventBridge in gets
/// nothing; the log tells. The world is locked.
std::string publish(World& world, const Account& account, const std::string& region, const Occurrence& what,
                    const boost::json::value& detail);

/// What rules see and targets get ("AWS service event metadata").
boost::json::object event_of(const std::string& id, const Account& account, const std::string& region,
                             const Occurrence& what, const boost::json::value& detail);

}  // namespace certwright::sandbox::events
