#include "sandbox/sqs/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/world/arn.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::sqs {
namespace {

struct QueueAddress {
    std::string account_id, name;
};

/// The last two parts of the path.
QueueAddress read_url(const std::string& url) {
    const auto last = url.rfind('/');
    const auto before = last == url.npos || last == 0 ? url.npos : url.rfind('/', last - 1);
    if (before == url.npos)
        throw refusal("InvalidAddress", fmt::format("The address {} is not valid for this endpoint.", url));
    return {url.substr(before + 1, last - before - 1), url.substr(last + 1)};
}

}  // namespace

Store& store_of(const Call& call) {
    return call.world.region(call.account, call.region).sqs;
}

std::string url_of(const Call& call, const Queue& queue) {
    return fmt::format("{}/{}/{}", call.origin, queue.account_id, queue.name);
}

Queue& require_queue(const Call& call, const json::object& input) {
    const auto [account_id, name] = read_url(json::text(input, "QueueUrl").value_or(""));
    if (account_id != call.account.id) {
        throw ServiceError{"AccessDenied",
                           "Access to the resource is denied: the sandbox's queues are for "
                           "their own account and for EventBridge"}
            .with_query_code("AccessDenied");
    }
    auto& queues = store_of(call).queues;
    const auto found = queues.find(name);
    if (found == queues.end()) throw refusal("QueueDoesNotExist", "The specified queue does not exist.");
    return found->second;
}

Queue* find_queue(World& world, std::string_view text) {
    const auto arn = Arn::parse(text);
    if (!arn || arn->service != "sqs") return nullptr;
    const auto account = world.accounts.find(arn->account_id);
    if (account == world.accounts.end()) return nullptr;
    const auto region = account->second.regions.find(arn->region);
    if (region == account->second.regions.end()) return nullptr;
    const auto found = region->second.sqs.queues.find(arn->resource);
    return found == region->second.sqs.queues.end() ? nullptr : &found->second;
}

}  // namespace certwright::sandbox::sqs
