#include "sandbox/sqs/receipt.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/sqs/batch.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::sqs {
namespace {

constexpr std::size_t place_digits = 20;

struct Receipt {
    std::string place, secret;
};

Receipt read_receipt(const json::object& input) {
    const auto handle = json::text(input, "ReceiptHandle").value_or("");
    try {
        const std::string text{as_text(from_base64(handle))};
        if (text.size() > place_digits + 1 && text[place_digits] == '|')
            return {text.substr(0, place_digits), text.substr(place_digits + 1)};
    } catch (const Error&) {
        // Refused below, like one of another form.
    }
    throw refusal("ReceiptHandleIsInvalid",
                  fmt::format("The input receipt handle \"{}\" is not a valid receipt handle.", handle));
}

json::object delete_one(Queue& queue, const json::object& input) {
    const auto [place, secret] = read_receipt(input);
    const auto found = queue.messages.find(place);
    if (found != queue.messages.end() && found->second.receipt == secret) queue.messages.erase(found);
    return {};
}

json::object keep_one(Queue& queue, const json::object& input, Time now) {
    const auto [place, secret] = read_receipt(input);
    const auto timeout = json::integer(input, "VisibilityTimeout").value_or(0);
    check_range("VisibilityTimeout", timeout, 0, 43'200);
    const auto found = queue.messages.find(place);
    if (found == queue.messages.end() || found->second.receipt != secret) {
        throw refusal(
            "InvalidParameterValue",
            fmt::format("Value {} for parameter ReceiptHandle is invalid. Reason: Message does not exist "
                        "or is not available for visibility timeout change.",
                        json::text(input, "ReceiptHandle").value_or("")));
    }
    if (found->second.visible_at <= now)
        throw refusal("MessageNotInflight", "The specified message isn't in flight.");
    found->second.visible_at = now + std::chrono::seconds{timeout};
    return {};
}

}  // namespace

std::string receipt_handle(const std::string& place, const Message& message) {
    return to_base64(as_bytes(place + "|" + message.receipt));
}

json::object delete_message(const Call& call, const json::object& input) {
    return delete_one(require_queue(call, input), input);
}

json::object delete_message_batch(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    return for_each_entry(input, [&](const json::object& entry) { return delete_one(queue, entry); });
}

json::object change_message_visibility(const Call& call, const json::object& input) {
    return keep_one(require_queue(call, input), input, call.world.machine.now());
}

json::object change_message_visibility_batch(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    const Time now = call.world.machine.now();
    return for_each_entry(input, [&](const json::object& entry) { return keep_one(queue, entry, now); });
}

}  // namespace certwright::sandbox::sqs
