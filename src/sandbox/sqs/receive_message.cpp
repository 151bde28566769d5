#include "sandbox/sqs/receive_message.hpp"

#include "base/json.hpp"
#include "sandbox/sqs/attributes.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/message_attributes.hpp"
#include "sandbox/sqs/receipt.hpp"
#include "sandbox/sqs/redrive.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/world/random.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

std::string epoch_millis(Time time) {
    return std::to_string(std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count());
}

json::object system_attributes(const Message& message, const std::vector<std::string>& names) {
    json::object all{{"SenderId", message.sender},
                     {"SentTimestamp", epoch_millis(message.sent_at)},
                     {"ApproximateReceiveCount", std::to_string(message.receives)},
                     {"ApproximateFirstReceiveTimestamp", epoch_millis(*message.first_received_at)}};
    if (!message.trace_header.empty()) all["AWSTraceHeader"] = message.trace_header;
    if (!message.dead_letter_source.empty()) all["DeadLetterQueueSourceArn"] = message.dead_letter_source;
    json::object wanted;
    for (const auto& name : names) {
        if (name == "All") return all;
        if (const auto* value = json::find(all, name)) wanted[name] = *value;
    }
    return wanted;
}

json::object shown_message(const std::string& place, const Message& message, const json::object& input) {
    json::object shown{{"MessageId", message.id},
                       {"ReceiptHandle", receipt_handle(place, message)},
                       {"MD5OfBody", message.body_md5},
                       {"Body", message.body}};
    auto names = json::texts(input, "MessageSystemAttributeNames");
    for (auto& name : json::texts(input, "AttributeNames")) names.push_back(std::move(name));
    auto system = system_attributes(message, names);
    if (!system.empty()) shown["Attributes"] = std::move(system);
    auto attributes =
        wanted_attributes(read_attributes(message.attributes), json::texts(input, "MessageAttributeNames"));
    if (!attributes.empty()) {
        shown["MD5OfMessageAttributes"] = attributes_md5(attributes);
        shown["MessageAttributes"] = std::move(attributes);
    }
    return shown;
}

void drop_old(Queue& queue, Time now) {
    const auto retention = seconds_of(queue, "MessageRetentionPeriod");
    std::erase_if(queue.messages, [&](const auto& entry) { return entry.second.sent_at + retention <= now; });
}

void give_up(World& world, Queue& queue, const Redrive& redrive, Message message) {
    auto* letters = find_queue(world, redrive.dead_letter_arn);
    if (letters == nullptr) return;
    message.dead_letter_source = queue.arn;
    message.receives = 0;
    letters->messages.emplace(fmt::format("{:020}", ++letters->sent), std::move(message));
    world.messages.announce();
}

std::optional<Redrive> redrive_of(const Queue& queue) {
    const auto policy = attribute_of(queue, "RedrivePolicy");
    if (policy.empty()) return std::nullopt;
    return Redrive::parse(policy);
}

void mark_received(Message& message, Time now, Duration timeout) {
    message.visible_at = now + timeout;
    ++message.receives;
    if (!message.first_received_at) message.first_received_at = now;
    message.receipt = random_uuid();
}

}  // namespace

json::object receive_message(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    const auto most = json::integer(input, "MaxNumberOfMessages").value_or(1);
    const auto timeout =
        json::integer(input, "VisibilityTimeout").value_or(number_of(queue, "VisibilityTimeout"));
    check_range("MaxNumberOfMessages", most, 1, 10);
    check_range("VisibilityTimeout", timeout, 0, 43'200);
    check_range("WaitTimeSeconds", json::integer(input, "WaitTimeSeconds").value_or(0), 0, 20);
    const Time now = call.world.machine.now();
    drop_old(queue, now);
    const auto redrive = redrive_of(queue);
    json::array rows;
    for (auto entry = queue.messages.begin(); entry != queue.messages.end();) {
        if (rows.size() == static_cast<std::size_t>(most)) break;
        Message& message = entry->second;
        if (message.visible_at > now) {
            ++entry;
        } else if (redrive && message.receives >= redrive->most_receives) {
            give_up(call.world, queue, *redrive, std::move(message));
            entry = queue.messages.erase(entry);
        } else {
            mark_received(message, now, std::chrono::seconds{timeout});
            rows.push_back(shown_message(entry->first, message, input));
            ++entry;
        }
    }
    if (rows.empty()) return {};
    return {{"Messages", std::move(rows)}};
}

Duration receive_patience(const Call& call, const json::object& input, const json::object& output) {
    if (output.contains("Messages")) return Duration::zero();
    const auto asked = json::integer(input, "WaitTimeSeconds");
    if (asked) return std::chrono::seconds{*asked};
    return seconds_of(require_queue(call, input), "ReceiveMessageWaitTimeSeconds");
}

}  // namespace certwright::sandbox::sqs
