#pragma once

#include "sandbox/sqs/store.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {
struct World;
}

namespace certwright::sandbox::sqs {

/// Queues of the caller's account in the call's region.
Store& store_of(const Call& call);

/// "http://127.0.0.1:4566/000000000000/name": where the client found the sandbox.
std::string url_of(const Call& call, const Queue& queue);

/// The queue that the request names as QueueUrl. Of the URL only account and name count. Throws ServiceError
/// QueueDoesNotExist, AccessDenied for a queue of another account.
Queue& require_queue(const Call& call, const boost::json::object& input);

/// nullptr for what there is not. The world is locked.
Queue* find_queue(World& world, std::string_view arn);

}  // namespace certwright::sandbox::sqs
