#include "sandbox/sqs/queues.hpp"

#include "base/json.hpp"
#include "sandbox/sqs/attributes.hpp"
#include "sandbox/sqs/lookup.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/world/pager.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

/// For so long a name is not free again, and a queue not purged again.
constexpr Duration settling_time = std::chrono::seconds{60};
constexpr std::size_t longest_name = 80;
constexpr std::int64_t largest_page = 1000;

void check_queue_name(const std::string& name) {
    if (name.ends_with(".fifo"))
        throw refusal("UnsupportedOperation", "The sandbox does not act out FIFO queues.");
    const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char character) {
        return std::isalnum(character) != 0 || character == '-' || character == '_';
    });
    if (plain && !name.empty() && name.size() <= longest_name) return;
    throw refusal("InvalidParameterValue",
                  "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 "
                  "in length");
}

void check_is_free(Store& store, const std::string& name, Time now) {
    const auto deleted = store.deleted.find(name);
    if (deleted == store.deleted.end()) return;
    if (now < deleted->second + settling_time) {
        throw refusal("QueueDeletedRecently",
                      "You must wait 60 seconds after deleting a queue before you can create "
                      "another with the same name.");
    }
    store.deleted.erase(deleted);
}

void check_same(const Queue& queue, const std::map<std::string, std::string>& asked) {
    for (const auto& [name, value] : asked) {
        if (attribute_of(queue, name) == value) continue;
        throw refusal("QueueNameExists",
                      fmt::format("A queue already exists with the same name and a different value "
                                  "for attribute {}",
                                  name));
    }
}

void put_tags(Queue& queue, const json::object& input, std::string_view member) {
    const auto* tags = json::find(input, member);
    if (tags == nullptr) return;
    for (const auto& [key, value] : tags->as_object()) queue.tags[key] = value.as_string();
}

}  // namespace

json::object create_queue(const Call& call, const json::object& input) {
    const std::string name{input.at("QueueName").as_string()};
    check_queue_name(name);
    auto attributes = asked_attributes(input);
    auto& store = store_of(call);
    if (const auto found = store.queues.find(name); found != store.queues.end()) {
        check_same(found->second, attributes);
        return {{"QueueUrl", url_of(call, found->second)}};
    }
    const Time now = call.world.machine.now();
    check_is_free(store, name, now);
    Queue made;
    made.name = name;
    made.arn = call.account.arn("sqs", call.region, name);
    made.account_id = call.account.id;
    made.region = call.region;
    made.attributes = std::move(attributes);
    made.created_at = made.modified_at = now;
    put_tags(made, input, "tags");
    const auto& kept = store.queues.emplace(name, std::move(made)).first->second;
    return {{"QueueUrl", url_of(call, kept)}};
}

json::object get_queue_url(const Call& call, const json::object& input) {
    const auto owner = json::text(input, "QueueOwnerAWSAccountId").value_or(call.account.id);
    const auto& queues = store_of(call).queues;
    const auto found = queues.find(std::string_view{input.at("QueueName").as_string()});
    if (owner != call.account.id || found == queues.end())
        throw refusal("QueueDoesNotExist", "The specified queue does not exist.");
    return {{"QueueUrl", url_of(call, found->second)}};
}

json::object list_queues(const Call& call, const json::object& input) {
    const auto prefix = json::text(input, "QueueNamePrefix").value_or("");
    const auto limit = json::integer(input, "MaxResults");
    if (limit) check_range("MaxResults", *limit, 1, largest_page);
    const auto& queues = store_of(call).queues;
    Pager pager{json::text(input, "NextToken").value_or(""),
                static_cast<std::size_t>(limit.value_or(largest_page)), "queues|" + prefix, call.now,
                refusal("InvalidParameterValue", "Invalid or expired next token.")};
    json::array urls;
    for (auto row = queues.upper_bound(pager.after()); row != queues.end(); ++row) {
        if (!row->first.starts_with(prefix)) continue;
        if (!pager.take(row->first)) break;
        urls.push_back(json::value(url_of(call, row->second)));
    }
    json::object answer;
    if (!urls.empty()) answer["QueueUrls"] = std::move(urls);
    // Without MaxResults there are no pages ("ListQueues").
    if (const auto next = pager.next_token(); limit && !next.empty()) answer["NextToken"] = next;
    return answer;
}

json::object purge_queue(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    const Time now = call.world.machine.now();
    if (queue.purged_at && now < *queue.purged_at + settling_time) {
        throw refusal(
            "PurgeQueueInProgress",
            fmt::format("Only one PurgeQueue operation on {} is allowed every 60 seconds.", queue.name));
    }
    queue.purged_at = now;
    queue.messages.clear();
    return {};
}

json::object delete_queue(const Call& call, const json::object& input) {
    const auto& queue = require_queue(call, input);
    auto& store = store_of(call);
    store.deleted[queue.name] = call.world.machine.now();
    store.queues.erase(queue.name);
    return {};
}

json::object tag_queue(const Call& call, const json::object& input) {
    put_tags(require_queue(call, input), input, "Tags");
    return {};
}

json::object untag_queue(const Call& call, const json::object& input) {
    auto& queue = require_queue(call, input);
    for (const auto& key : json::texts(input, "TagKeys")) queue.tags.erase(key);
    return {};
}

json::object list_queue_tags(const Call& call, const json::object& input) {
    json::object tags;
    for (const auto& [key, value] : require_queue(call, input).tags) tags[key] = value;
    if (tags.empty()) return {};
    return {{"Tags", std::move(tags)}};
}

}  // namespace certwright::sandbox::sqs
