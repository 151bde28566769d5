#pragma once

#include "sandbox/auth/signature.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/wire/service_model.hpp"

namespace certwright::sandbox {

/// The doubt in the words of the protocol: JSON services answer 400 UnrecognizedClientException where Query
/// and REST-XML services answer 403 InvalidClientTokenId ("Common errors" of each API reference).
ServiceError refusal_of(const Refusal& refusal, Protocol protocol);

/// A wrong session token, an unknown key, a region that is off.
ServiceError invalid_token(Protocol protocol);
/// Temporary credentials past their end.
ServiceError expired_token(Protocol protocol);

/// Too many requests, by the name that the service has for it. Without a service the form is that of JSON
/// services.
ServiceError over_rate(const ServiceModel* service);

/// A call that a policy forbids, or does not allow.
ServiceError access_denied(std::string message, Protocol protocol);

}  // namespace certwright::sandbox
