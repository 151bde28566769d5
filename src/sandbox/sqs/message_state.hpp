#pragma once

#include "sandbox/sqs/queue.hpp"

#include <cstdint>

namespace certwright::sandbox::sqs {

enum class MessageState {
    waiting,    ///< for a receiver
    in_flight,  ///< somebody has it, and has not deleted it
    delayed,    ///< nobody may have it yet
};

/// At a time of the machine's clock.
MessageState state_of(const Message& message, Time now);
std::int64_t count_messages(const Queue& queue, Time now, MessageState state);

}  // namespace certwright::sandbox::sqs
