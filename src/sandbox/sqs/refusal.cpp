#include "sandbox/sqs/refusal.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

/// The codes that do not follow from the name.
constexpr std::array own_codes{
    std::pair{std::string_view{"QueueDoesNotExist"}, "AWS.SimpleQueueService.NonExistentQueue"},
    std::pair{std::string_view{"QueueNameExists"}, "QueueAlreadyExists"},
    std::pair{std::string_view{"QueueDeletedRecently"}, "AWS.SimpleQueueService.QueueDeletedRecently"},
    std::pair{std::string_view{"PurgeQueueInProgress"}, "AWS.SimpleQueueService.PurgeQueueInProgress"},
    std::pair{std::string_view{"MessageNotInflight"}, "AWS.SimpleQueueService.MessageNotInflight"},
    std::pair{std::string_view{"UnsupportedOperation"}, "AWS.SimpleQueueService.UnsupportedOperation"},
    std::pair{std::string_view{"EmptyBatchRequest"}, "AWS.SimpleQueueService.EmptyBatchRequest"},
    std::pair{std::string_view{"TooManyEntriesInBatchRequest"},
              "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"},
    std::pair{std::string_view{"BatchEntryIdsNotDistinct"},
              "AWS.SimpleQueueService.BatchEntryIdsNotDistinct"},
    std::pair{std::string_view{"BatchRequestTooLong"}, "AWS.SimpleQueueService.BatchRequestTooLong"},
    std::pair{std::string_view{"InvalidBatchEntryId"}, "AWS.SimpleQueueService.InvalidBatchEntryId"},
};

}  // namespace

ServiceError refusal(std::string_view name, std::string message) {
    std::string code{name};
    for (const auto& [known, own] : own_codes) {
        if (known == name) code = own;
    }
    return ServiceError{std::string{name}, std::move(message)}.with_query_code(std::move(code));
}

void check_range(std::string_view parameter, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return;
    throw refusal("InvalidParameterValue",
                  fmt::format("Value {} for parameter {} is invalid. Reason: Must be between {} and {}, if "
                              "provided.",
                              value, parameter, least, most));
}

}  // namespace certwright::sandbox::sqs
