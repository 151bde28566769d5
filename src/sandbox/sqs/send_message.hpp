#pragma once

#include "sandbox/sqs/queue.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string>

namespace certwright::sandbox {
struct World;
}

namespace certwright::sandbox::sqs {

/// What is sent; everything else follows from the queue.
struct Draft {
    std::string body;
    std::string sender;
    Duration delay{};
};

/// Puts it at the end of the queue and wakes those who wait. The world is locked.
Message& deliver(World& world, Queue& queue, Draft draft);

boost::json::object send_message(const Call& call, const boost::json::object& input);
boost::json::object send_message_batch(const Call& call, const boost::json::object& input);

}  // namespace certwright::sandbox::sqs
