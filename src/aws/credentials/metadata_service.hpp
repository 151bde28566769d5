#pragma once

#include "aws/credentials/source.hpp"
#include "base/clock.hpp"
#include "net/transport.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace certwright::aws {

/// Asks a service beside this machine, up to `tries` times with a second between them, until it
/// answers 200. Anything else is a failure whose text begins with `what` was asked.
Outcome<std::string> ask_metadata_service(net::Transport& transport, Clock& clock,
                                          const net::ClientRequest& request, int tries, std::string_view what,
                                          std::stop_token stop);

/// The credentials in an answer of the container endpoint or of the instance metadata service:
/// AccessKeyId, SecretAccessKey, Token and Expiration.
Outcome<Credentials> read_metadata_credentials(std::string_view body, std::string_view what);

}  // namespace certwright::aws
