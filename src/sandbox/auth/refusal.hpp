#pragma once

#include "sandbox/auth/signature.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/wire/service_model.hpp"

namespace certwright::sandbox {

/// The doubt in the words of the protocol: JSON services answer 400 UnrecognizedClientException where Query
/// and REST-XML services answer 403 InvalidClientTokenId ("Common errors" of each API reference).
ServiceError refusal_of(const Refusal& refusal, Protocol protocol);

/// A call that a policy forbids, or does not allow.
ServiceError access_denied(std::string message, Protocol protocol);

}  // namespace certwright::sandbox
