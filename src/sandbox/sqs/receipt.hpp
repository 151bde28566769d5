#pragma once

#include "sandbox/sqs/queue.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox::sqs {

/// What a receiver shows again to delete the message or to keep it longer.
std::string receipt_handle(const std::string& place, const Message& message);

/// Succeeds for what is gone; a handle that is not the last one given deletes nothing. Throws ServiceError
/// ReceiptHandleIsInvalid for what is no handle.
boost::json::object delete_message(const Call& call, const boost::json::object& input);
boost::json::object delete_message_batch(const Call& call, const boost::json::object& input);

/// Throws ServiceError MessageNotInflight as well.
boost::json::object change_message_visibility(const Call& call, const boost::json::object& input);
boost::json::object change_message_visibility_batch(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sqs
