#pragma once

#include "sandbox/events/store.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/pager.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace certwright::sandbox::events {

/// EventBridge of the caller's account in the call's region, where there is one bus: the default one. Throws
/// ServiceError ResourceNotFoundException when the request names another (member EventBusName).
Store& require_bus(const Call& call, const boost::json::object& input);

/// "arn:aws:events:us-east-1:123456789012:event-bus/default"
std::string bus_arn(const Call& call);

/// The rule that the request names in the member. Throws ServiceError ResourceNotFoundException.
Rule& require_rule(const Call& call, const boost::json::object& input, std::string_view member);

/// Of NextToken and Limit. Throws ServiceError ValidationException for a foreign token.
Pager pager_of(boost::json::object input, Time now);

/// NextToken when there is more.
void put_page_end(boost::json::object& answer, const Pager& pager);

}  // namespace certwright::sandbox::events
