#pragma once

#include "net/http_message.hpp"

#include <string>
#include <string_view>

namespace certwright::aws {

/// What an answer says about its own failure.
struct ServiceError {
    std::string code;  ///< without namespace; empty when the answer is not an AWS error
    std::string
        message;  ///< AWS's words made printable: valid UTF-8 of bounded length, no control characters
    std::string request_id;  ///< empty when none was sent
};

/// Reads both envelopes, whichever the service: JSON (`__type` with or without a `namespace#`, `message`
/// or `Message`, the X-Amzn-ErrorType header) and XML (`<ErrorResponse><Error>`, and EC2's
/// `<Response><Errors><Error>`). Anything else gives an empty code. Never throws.
ServiceError read_service_error(const net::Headers& headers, std::string_view body);

/// AWS's id of the request, from the headers that every successful answer carries too.
std::string request_id_of(const net::Headers& headers);

/// `text` as it may be stored and shown: invalid UTF-8 and control characters replaced, cut at 2,000
/// bytes.
std::string printable(std::string_view text);

}  // namespace certwright::aws
