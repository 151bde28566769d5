#include "aws/ask.hpp"

namespace certwright::aws {

Failure malformed_answer(const Call& call, const Error& error) {
    return {.kind = FailureKind::malformed,
            .service = std::string{to_string(call.service)},
            .operation = call.operation,
            .region = call.region,
            .code = {},
            .message = error.message(),
            .http_status = 200,
            .request_id = {}};
}

}  // namespace certwright::aws
