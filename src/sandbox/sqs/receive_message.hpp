#pragma once

#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::sqs {

/// Messages that nobody has, the oldest first; they are the receiver's for the visibility timeout. One that
/// was received too often goes to the dead-letter queue instead.
boost::json::object receive_message(const Call& call, const boost::json::object& input);

/// Long polling: WaitTimeSeconds, or what the queue says, as long as there is nothing.
Duration receive_patience(const Call& call, const boost::json::object& input,
                          const boost::json::object& output);

}  // namespace certwright::sandbox::sqs
