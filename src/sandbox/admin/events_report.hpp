#pragma once

#include "sandbox/world/world.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {

/// The rules of EventBridge in all accounts with their targets, `most` of them.
boost::json::array rules_report(World& world, std::size_t most);

/// The queues of SQS in all accounts, `most` of them.
boost::json::array queues_report(World& world, std::size_t most);

/// One queue with its messages, the newest first and `most` of them. Nobody receives them by that. Throws
/// Fault::not_found.
boost::json::object queue_report(World& world, const std::string& arn, std::size_t most);

}  // namespace certwright::sandbox
