#pragma once

#include "sandbox/wire/service_error.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox::sqs {

/// A refusal by the name that the model has for it, with the code that SQS gave it in its older protocol:
/// clients still show that one (Smithy's awsQueryError).
ServiceError refusal(std::string_view name, std::string message);

/// Throws InvalidParameterValue unless the number is absent or in the range.
void check_range(std::string_view parameter, std::int64_t value, std::int64_t least, std::int64_t most);

}  // namespace certwright::sandbox::sqs
