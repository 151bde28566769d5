#pragma once

#include "aws/client.hpp"
#include "aws/retry.hpp"

#include <string>
#include <variant>

namespace certwright::aws {

/// What one try of a call came to.
struct Ending {
    Outcome<std::string> outcome;  ///< the body, or why there is none
    Try last{};                    ///< whether another try makes sense
    net::Headers headers{};
};

/// The HTTP request of a call, not signed yet.
net::ClientRequest compose(const Call& call, const Endpoint& endpoint, const Site& site);

/// What an answer, or the lack of one, means. `credentials` are those that signed, absent when nothing
/// did; they are kept out of every text. `key_is_proven` as in Refusal.
Ending read_answer(const std::variant<net::ClientResponse, net::NoResponse>& answer, const Call& call,
                   const Endpoint& endpoint, const Credentials* credentials, bool key_is_proven);

/// A failure of this call, for a reason of our own.
Failure failure_of(const Call& call, const Endpoint& endpoint, FailureKind kind, std::string message);

}  // namespace certwright::aws
