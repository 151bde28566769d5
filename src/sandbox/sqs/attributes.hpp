#pragma once

#include "sandbox/sqs/queue.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <string>
#include <string_view>

namespace certwright::sandbox::sqs {

/// The attributes of a request, checked ("SetQueueAttributes"). Throws ServiceError InvalidAttributeName,
/// InvalidAttributeValue; UnsupportedOperation for FIFO queues.
std::map<std::string, std::string> asked_attributes(const boost::json::object& input);

/// What was set, or SQS's default.
std::string attribute_of(const Queue& queue, std::string_view name);
std::int64_t number_of(const Queue& queue, std::string_view name);
/// Of an attribute in seconds.
Duration seconds_of(const Queue& queue, std::string_view name);

boost::json::object get_queue_attributes(const Call& call, const boost::json::object& input);
boost::json::object set_queue_attributes(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sqs
