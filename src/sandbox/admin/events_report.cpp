#include "sandbox/admin/events_report.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/sqs/attributes.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/message_state.hpp"
#include "sandbox/sqs/redrive.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

json::array target_rows(const events::Rule& rule) {
    json::array rows;
    for (const auto& [id, target] : rule.targets) {
        rows.push_back(json::object{{"id", id},
                                    {"arn", target.arn},
                                    {"input", json::or_null(target.input)},
                                    {"input_path", json::or_null(target.input_path)}});
    }
    return rows;
}

json::object rule_row(const std::string& account_id, const std::string& region, const events::Rule& rule) {
    return {{"arn", rule.arn},
            {"account", account_id},
            {"region", region},
            {"name", rule.name},
            {"description", json::or_null(rule.description)},
            {"pattern", rule.pattern},
            {"enabled", rule.enabled},
            {"targets", target_rows(rule)}};
}

json::value dead_letters_of(const sqs::Queue& queue) {
    const auto policy = sqs::attribute_of(queue, "RedrivePolicy");
    if (policy.empty()) return nullptr;
    return json::value(sqs::Redrive::parse(policy).dead_letter_arn);
}

json::object queue_row(const sqs::Queue& queue, Time now) {
    return {{"arn", queue.arn},
            {"account", queue.account_id},
            {"region", queue.region},
            {"name", queue.name},
            {"waiting", sqs::count_messages(queue, now, sqs::MessageState::waiting)},
            {"in_flight", sqs::count_messages(queue, now, sqs::MessageState::in_flight)},
            {"delayed", sqs::count_messages(queue, now, sqs::MessageState::delayed)},
            {"sent", queue.sent},
            {"dead_letters", dead_letters_of(queue)}};
}

std::string_view state_text(sqs::MessageState state) {
    switch (state) {
        case sqs::MessageState::waiting:
            return "waiting";
        case sqs::MessageState::in_flight:
            return "in_flight";
        case sqs::MessageState::delayed:
            return "delayed";
    }
    return "";
}

json::object message_row(const sqs::Message& message, Time now) {
    return {{"id", message.id},
            {"sent_at", format_rfc3339(message.sent_at)},
            {"state", state_text(sqs::state_of(message, now))},
            {"receives", message.receives},
            {"sender", message.sender},
            {"body", message.body}};
}

json::array newest_messages(const sqs::Queue& queue, Time now, std::size_t most) {
    json::array rows;
    for (auto each = queue.messages.rbegin(); each != queue.messages.rend() && rows.size() < most; ++each)
        rows.push_back(message_row(each->second, now));
    return rows;
}

}  // namespace

json::array rules_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [region_name, region] : account.regions) {
            for (const auto& [name, rule] : region.events.rules) {
                if (rows.size() == most) return rows;
                rows.push_back(rule_row(id, region_name, rule));
            }
        }
    }
    return rows;
}

json::array queues_report(World& world, std::size_t most) {
    const std::shared_lock shared{world.lock};
    const auto now = world.machine.now();
    json::array rows;
    for (const auto& [id, account] : world.accounts) {
        for (const auto& [region_name, region] : account.regions) {
            for (const auto& [name, queue] : region.sqs.queues) {
                if (rows.size() == most) return rows;
                rows.push_back(queue_row(queue, now));
            }
        }
    }
    return rows;
}

json::object queue_report(World& world, const std::string& arn, std::size_t most) {
    const std::shared_lock shared{world.lock};
    const auto now = world.machine.now();
    const auto* queue = sqs::find_queue(world, arn);
    if (queue == nullptr) throw Error{Fault::not_found, "there is no queue " + arn};
    auto report = queue_row(*queue, now);
    report["messages"] = newest_messages(*queue, now, most);
    return report;
}

}  // namespace certwright::sandbox
