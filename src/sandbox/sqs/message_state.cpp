#include "sandbox/sqs/message_state.hpp"

#include <algorithm>

namespace certwright::sandbox::sqs {

MessageState state_of(const Message& message, Time now) {
    if (message.visible_at <= now) return MessageState::waiting;
    return message.receives == 0 ? MessageState::delayed : MessageState::in_flight;
}

std::int64_t count_messages(const Queue& queue, Time now, MessageState state) {
    return std::count_if(queue.messages.begin(), queue.messages.end(),
                         [&](const auto& entry) { return state_of(entry.second, now) == state; });
}

}  // namespace certwright::sandbox::sqs
