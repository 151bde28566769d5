#include "sandbox/sqs/attributes.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/message_state.hpp"
#include "sandbox/sqs/queue_policy.hpp"
#include "sandbox/sqs/redrive.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

struct NumberAttribute {
    std::string_view name;
    std::int64_t least, most, by_default;
};

constexpr std::array numbers{
    NumberAttribute{"VisibilityTimeout", 0, 43'200, 30},
    NumberAttribute{"MaximumMessageSize", 1'024, 1'048'576, 1'048'576},
    NumberAttribute{"MessageRetentionPeriod", 60, 1'209'600, 345'600},
    NumberAttribute{"DelaySeconds", 0, 900, 0},
    NumberAttribute{"ReceiveMessageWaitTimeSeconds", 0, 20, 0},
    NumberAttribute{"KmsDataKeyReusePeriodSeconds", 60, 86'400, 300},
};

/// Shown even when nobody set them.
constexpr std::array<std::string_view, 5> always_shown{"VisibilityTimeout", "MaximumMessageSize",
                                                       "MessageRetentionPeriod", "DelaySeconds",
                                                       "ReceiveMessageWaitTimeSeconds"};

constexpr std::array counted{
    std::pair{std::string_view{"ApproximateNumberOfMessages"}, MessageState::waiting},
    std::pair{std::string_view{"ApproximateNumberOfMessagesNotVisible"}, MessageState::in_flight},
    std::pair{std::string_view{"ApproximateNumberOfMessagesDelayed"}, MessageState::delayed},
};

const NumberAttribute* find_number(std::string_view name) {
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&](const auto& number) { return number.name == name; });
    return found == numbers.end() ? nullptr : &*found;
}

std::optional<std::int64_t> read_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

[[noreturn]] void refuse_value(std::string_view name) {
    throw refusal("InvalidAttributeValue", fmt::format("Invalid value for the parameter {}.", name));
}

void check_number(const NumberAttribute& attribute, std::string_view value) {
    const auto number = read_number(value);
    if (!number || *number < attribute.least || *number > attribute.most) refuse_value(attribute.name);
}

void check_attribute(std::string_view name, const std::string& value) {
    if (const auto* number = find_number(name)) return check_number(*number, value);
    if (name == "FifoQueue" || name == "ContentBasedDeduplication" || name == "DeduplicationScope" ||
        name == "FifoThroughputLimit") {
        throw refusal("UnsupportedOperation", "The sandbox does not act out FIFO queues.");
    }
    if (name == "SqsManagedSseEnabled") {
        if (value != "true" && value != "false") refuse_value(name);
        return;
    }
    if (name == "KmsMasterKeyId" || name == "RedriveAllowPolicy") return;
    if (value.empty() && (name == "Policy" || name == "RedrivePolicy")) return;
    try {
        if (name == "Policy") return QueuePolicy::parse(value).check();
        if (name == "RedrivePolicy") return static_cast<void>(Redrive::parse(value));
    } catch (const Error& wrong) {
        throw refusal("InvalidAttributeValue",
                      fmt::format("Invalid value for the parameter {}. {}", name, wrong.message()));
    }
    throw refusal("InvalidAttributeName", fmt::format("Unknown Attribute {}.", name));
}

std::string epoch_seconds_text(Time time) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

json::object all_attributes(const Queue& queue, Time now) {
    json::object shown;
    for (const auto name : always_shown) shown[name] = attribute_of(queue, name);
    shown["SqsManagedSseEnabled"] = queue.attributes.contains("KmsMasterKeyId") ? "false" : "true";
    for (const auto& [name, value] : queue.attributes) {
        if (!value.empty()) shown[name] = value;
    }
    for (const auto& [name, state] : counted) shown[name] = std::to_string(count_messages(queue, now, state));
    shown["CreatedTimestamp"] = epoch_seconds_text(queue.created_at);
    shown["LastModifiedTimestamp"] = epoch_seconds_text(queue.modified_at);
    shown["QueueArn"] = queue.arn;
    return shown;
}

}  // namespace

std::map<std::string, std::string> asked_attributes(const json::object& input) {
    std::map<std::string, std::string> asked;
    const auto* attributes = json::find(input, "Attributes");
    if (attributes == nullptr) return asked;
    for (const auto& [name, value] : attributes->as_object()) {
        std::string text{value.as_string()};
        check_attribute(name, text);
        asked.emplace(name, std::move(text));
    }
    return asked;
}

std::string attribute_of(const Queue& queue, std::string_view name) {
    const auto set = queue.attributes.find(std::string{name});
    if (set != queue.attributes.end()) return set->second;
    const auto* number = find_number(name);
    return number == nullptr ? "" : std::to_string(number->by_default);
}

std::int64_t number_of(const Queue& queue, std::string_view name) {
    return read_number(attribute_of(queue, name)).value_or(0);
}

Duration seconds_of(const Queue& queue, std::string_view name) {
    return std::chrono::seconds{number_of(queue, name)};
}

json::object get_queue_attributes(const Call& call, const json::object& input) {
    const auto& queue = require_queue(call, input);
    const auto all = all_attributes(queue, call.world.machine.now());
    json::object shown;
    for (const auto& name : json::texts(input, "AttributeNames")) {
        if (name == "All") return {{"Attributes", all}};
        if (const auto* value = json::find(all, name)) {
            shown[name] = *value;
            continue;
        }
        const auto& known = call.operation.input->find("AttributeNames")->shape->element.shape->values;
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw refusal("InvalidAttributeName", fmt::format("Unknown Attribute {}.", name));
    }
    if (shown.empty()) return {};
    return {{"Attributes", std::move(shown)}};
}

json::object set_queue_attributes(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    for (auto& [name, value] : asked_attributes(input)) {
        if (value.empty()) {
            queue.attributes.erase(name);
        } else {
            queue.attributes[name] = value;
        }
    }
    queue.modified_at = call.world.machine.now();
    return {};
}

}  // namespace certwright::sandbox::sqs
