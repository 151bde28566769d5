#include "sandbox/events/delivery.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "sandbox/sqs/attributes.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/queue_policy.hpp"
#include "sandbox/sqs/send_message.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace certwright::sandbox::events {
namespace {

constexpr auto eventbridge = "events.amazonaws.com";

/// "$.detail.CommonName" names detail, then CommonName in it.
std::vector<std::string> members_of(std::string_view path) {
    std::vector<std::string> members;
    path.remove_prefix(1);
    while (!path.empty()) {
        path.remove_prefix(1);  // the dot
        const auto end = path.find('.');
        members.emplace_back(path.substr(0, end));
        path = end == path.npos ? std::string_view{} : path.substr(end);
    }
    return members;
}

std::string part_of(const json::object& event, const std::string& path) {
    const json::value whole = event;
    const json::value* part = &whole;
    for (const auto& member : members_of(path)) {
        part = part->is_object() ? json::find(part->get_object(), member) : nullptr;
        if (part == nullptr) return "null";
    }
    return boost::json::serialize(*part);
}

std::string body_for(const Target& target, const json::object& event) {
    if (!target.input.empty()) return target.input;
    if (!target.input_path.empty()) return part_of(event, target.input_path);
    return boost::json::serialize(event);
}

bool lets_in(const sqs::Queue& queue, const Account& account, const Rule& rule) {
    const auto policy = sqs::attribute_of(queue, "Policy");
    return !policy.empty() &&
           sqs::QueuePolicy::parse(policy).lets_send(
               {.service = eventbridge, .source_arn = rule.arn, .account_id = account.id}, queue.arn);
}

}  // namespace

void check_input_path(const std::string& path) {
    const bool is_path = path == "$" || (path.starts_with("$.") && path.find("..") == path.npos &&
                                         path.back() != '.' && path.find('[') == path.npos);
    if (is_path) return;
    throw ServiceError{"ValidationException",
                       fmt::format("The sandbox does not act out the input path {}.", path)};
}

void deliver_event(World& world, const Account& account, const Rule& rule, const Target& target,
                   const json::object& event) {
    auto* queue = sqs::find_queue(world, target.arn);
    if (queue == nullptr || !lets_in(*queue, account, rule)) {
        log::warn(
            "an event was not delivered",
            {{"rule", rule.arn},
             {"target", target.arn},
             {"reason", queue == nullptr ? "there is no such queue"
                                         : "the queue's policy does not let events.amazonaws.com send"}});
        return;
    }
    sqs::deliver(world, *queue, {.body = body_for(target, event), .sender = eventbridge, .delay = {}});
}

}  // namespace certwright::sandbox::events
