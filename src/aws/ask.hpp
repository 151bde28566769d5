#pragma once

#include "aws/client.hpp"
#include "base/error.hpp"

#include <string>
#include <utility>

namespace certwright::aws {

/// The failure of a successful answer that cannot be read.
Failure malformed_answer(const Call& call, const Error& error);

/// Reads an answer by `parse`, which takes the body and throws Fault::invalid where it is not what the
/// service speaks.
template <class Parse>
auto read_answer(const Outcome<std::string>& answer, const Call& call, Parse parse)
    -> Outcome<decltype(parse(std::string{}))> {
    if (!answer) return answer.failure();
    try {
        return parse(*answer);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
        return malformed_answer(call, error);
    }
}

/// Sends a call and reads its answer.
template <class Parse>
auto ask(Client& client, const Call& call, const CallContext& context, Parse parse) {
    return read_answer(client.send(call, context), call, std::move(parse));
}

}  // namespace certwright::aws
