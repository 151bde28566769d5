#pragma once

#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/operations.hpp"
#include "sandbox/world/pager.hpp"

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <string>

namespace certwright::sandbox::tagging {

/// Begins where PaginationToken says. Throws ServiceError: InvalidParameterException for a token of another
/// request, PaginationTokenExpiredException for one older than 15 minutes, by the machine's clock because its
/// holder has no other.
Pager pager_of(const Call& call, const boost::json::object& input, std::size_t limit,
               const std::string& question);

ServiceError invalid_parameter(std::string message);

}  // namespace certwright::sandbox::tagging
