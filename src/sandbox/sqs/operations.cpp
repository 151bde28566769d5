#include "sandbox/sqs/operations.hpp"

#include "base/json.hpp"
#include "sandbox/sqs/attributes.hpp"
#include "sandbox/sqs/queues.hpp"
#include "sandbox/sqs/receipt.hpp"
#include "sandbox/sqs/receive_message.hpp"
#include "sandbox/sqs/refusal.hpp"
#include "sandbox/sqs/send_message.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::sqs {
namespace {

/// SQS speaks of missing parameters in words of its own.
Act with_its_parameters(Act act) {
    return [act = std::move(act)](const Call& call, const json::object& input) {
        for (const auto& member : call.operation.input->members) {
            if (!member.required || input.contains(member.name)) continue;
            throw refusal("MissingParameter",
                          fmt::format("The request must contain the parameter {}.", member.name));
        }
        return act(call, input);
    };
}

}  // namespace

void add_operations(Operations& operations) {
    const auto reads = [&](std::string_view name, Act act) {
        operations.reads("sqs", name, with_its_parameters(std::move(act)));
    };
    const auto writes = [&](std::string_view name, Act act) {
        operations.writes("sqs", name, with_its_parameters(std::move(act)));
    };
    writes("CreateQueue", create_queue);
    reads("GetQueueUrl", get_queue_url);
    reads("ListQueues", list_queues);
    reads("GetQueueAttributes", get_queue_attributes);
    writes("SetQueueAttributes", set_queue_attributes);
    writes("SendMessage", send_message);
    writes("SendMessageBatch", send_message_batch);
    operations.waits("sqs", "ReceiveMessage", with_its_parameters(receive_message), receive_patience);
    writes("DeleteMessage", delete_message);
    writes("DeleteMessageBatch", delete_message_batch);
    writes("ChangeMessageVisibility", change_message_visibility);
    writes("ChangeMessageVisibilityBatch", change_message_visibility_batch);
    writes("PurgeQueue", purge_queue);
    writes("DeleteQueue", delete_queue);
    writes("TagQueue", tag_queue);
    writes("UntagQueue", untag_queue);
    reads("ListQueueTags", list_queue_tags);
}

}  // namespace certwright::sandbox::sqs
