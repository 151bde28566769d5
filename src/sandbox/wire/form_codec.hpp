#pragma once

#include "sandbox/wire/service_model.hpp"

#include <boost/json/fwd.hpp>

#include <map>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// The fields of a form body or a query string, decoded; of a repeated name the first counts, as with AWS.
using Form = std::map<std::string, std::string, std::less<>>;
/// Throws ServiceError MalformedInput.
Form parse_form(std::string_view text);

/// The input of a Query (awsQuery) or EC2 request: "Tags.member.1.Key=a". Unknown fields are ignored,
/// as AWS does. Throws ServiceError MalformedInput.
boost::json::object decode_form(const Shape& shape, const Form& form, Protocol protocol);

}  // namespace certwright::sandbox
