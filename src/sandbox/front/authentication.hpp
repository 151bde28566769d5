#pragma once

#include "net/http_message.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/wire/service_model.hpp"
#include "sandbox/world/world.hpp"

#include <string>

namespace certwright::sandbox {

struct Caller {
    Principal principal;
    std::string region;  ///< of the signature
};

/// Finds out who signed the request and for which region. The world is locked. Throws ServiceError in the
/// form of the service's protocol.
Caller authenticate(const World& world, const ServiceModel& service, const net::ServerRequest& request);

/// A refusal in the words of IAM; the verdict is one of the two that deny.
ServiceError denied_by_policy(const Principal& principal, const AccessRequest& request, Verdict verdict,
                              Protocol protocol);

/// Throws ServiceError when the caller's policy does not allow the action.
void authorize(const Principal& principal, const AccessRequest& request, Protocol protocol);

}  // namespace certwright::sandbox
