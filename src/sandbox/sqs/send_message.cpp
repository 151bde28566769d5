#include "sandbox/sqs/send_message.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "crypto/md5.hpp"
#include "sandbox/sqs/attributes.hpp"
#include "sandbox/sqs/batch.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/message_attributes.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/world/random.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

/// XML 1.0's characters, as SQS once spoke XML only: of the control characters three.
bool has_forbidden_character(std::string_view body) {
    return std::any_of(body.begin(), body.end(), [](unsigned char character) {
        return character < 0x20 && character != '\t' && character != '\n' && character != '\r';
    });
}

void check_body(const Queue& queue, const std::string& body) {
    if (body.empty()) {
        throw refusal("MissingParameter", "The request must contain the parameter MessageBody.");
    }
    const auto most = number_of(queue, "MaximumMessageSize");
    if (static_cast<std::int64_t>(body.size()) > most) {
        throw refusal(
            "InvalidParameterValue",
            fmt::format("One or more parameters are invalid. Reason: Message must be shorter than {} "
                        "bytes.",
                        most));
    }
    if (has_forbidden_character(body))
        throw refusal("InvalidMessageContents", "The message contains characters outside the allowed set.");
}

json::object attributes_in(const json::object& input) {
    const auto* attributes = json::find(input, "MessageAttributes");
    if (attributes == nullptr) return {};
    check_message_attributes(attributes->as_object());
    return attributes->as_object();
}

std::string trace_header_in(const json::object& input) {
    const auto* attributes = json::find(input, "MessageSystemAttributes");
    const auto* header =
        attributes == nullptr ? nullptr : json::find(attributes->as_object(), "AWSTraceHeader");
    return header == nullptr ? "" : json::text(header->as_object(), "StringValue").value_or("");
}

/// One message of a request or of an entry of a batch.
json::object send_one(const Call& call, Queue& queue, const json::object& input) {
    if (input.contains("MessageDeduplicationId")) {
        throw refusal("InvalidParameterValue",
                      "The request includes a parameter that is not valid for this queue type.");
    }
    std::string body{json::text(input, "MessageBody").value_or("")};
    check_body(queue, body);
    const auto attributes = attributes_in(input);
    const auto delay = json::integer(input, "DelaySeconds").value_or(number_of(queue, "DelaySeconds"));
    check_range("DelaySeconds", delay, 0, 900);
    Message& message = deliver(
        call.world, queue,
        {.body = std::move(body), .sender = call.principal.user_id, .delay = std::chrono::seconds{delay}});
    message.trace_header = trace_header_in(input);
    json::object answer{{"MessageId", message.id}, {"MD5OfMessageBody", message.body_md5}};
    if (!attributes.empty()) {
        message.attributes = attributes_text(attributes);
        message.attributes_md5 = attributes_md5(attributes);
        answer["MD5OfMessageAttributes"] = message.attributes_md5;
    }
    return answer;
}

}  // namespace

Message& deliver(World& world, Queue& queue, Draft draft) {
    const Time now = world.machine.now();
    Message made;
    made.id = random_uuid();
    made.body_md5 = crypto::md5_hex(as_bytes(draft.body));
    made.body = std::move(draft.body);
    made.sender = std::move(draft.sender);
    made.sent_at = now;
    made.visible_at = now + draft.delay;
    auto& kept = queue.messages[fmt::format("{:020}", ++queue.sent)];
    kept = std::move(made);
    world.messages.announce();
    return kept;
}

json::object send_message(const Call& call, const json::object& input) {
    return send_one(call, require_queue(call, input), input);
}

json::object send_message_batch(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    return for_each_entry(input, [&](const json::object& entry) { return send_one(call, queue, entry); });
}

}  // namespace certwright::sandbox::sqs
