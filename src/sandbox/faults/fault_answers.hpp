#pragma once

#include "net/http_message.hpp"
#include "sandbox/faults/firing.hpp"
#include "sandbox/wire/address.hpp"

#include <optional>
#include <string>

namespace certwright::sandbox {

/// What is answered to a call that is not acted on; nullopt for one that is. Without a service the form is
/// that of JSON services.
std::optional<net::ServerResponse> answer_instead(const FaultEffect& effect, const Addressed& addressed,
                                                  const std::string& request_id);

/// Spoils the answer to a call that was acted on, and makes every answer as late as it has to be.
void spoil(net::ServerResponse& response, const FaultEffect& effect);

}  // namespace certwright::sandbox
