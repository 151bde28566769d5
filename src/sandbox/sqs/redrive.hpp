#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace certwright::sandbox::sqs {

/// The attribute RedrivePolicy: after so many receives a message goes to the dead-letter queue.
struct Redrive {
    std::string dead_letter_arn;
    std::int64_t most_receives = 10;

    /// Throws Fault::invalid.
    static Redrive parse(std::string_view json);
};

}  // namespace certwright::sandbox::sqs
