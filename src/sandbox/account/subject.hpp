#pragma once

#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

#include <string_view>

namespace certwright::sandbox::account {

/// The account that the request is about: the caller's, or the member that AccountId names, whom only the
/// organization's management account may ask about, and not about itself. Throws ServiceError
/// AccessDeniedException.
const Account& subject_of(const Call& call, const boost::json::object& input);

/// ValidationException about one field.
ServiceError invalid(std::string_view field, std::string_view message);

}  // namespace certwright::sandbox::account
