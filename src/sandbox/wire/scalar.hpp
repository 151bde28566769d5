#pragma once

#include "sandbox/wire/shape.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

namespace certwright::sandbox {

/// A scalar as forms, XML, headers and URIs write it. Throws ServiceError MalformedInput.
boost::json::value decode_scalar(const Shape& shape, std::string_view text);
/// `fallback` is the protocol's timestamp format, used when the shape names none.
std::string encode_scalar(const Shape& shape, const boost::json::value& value, TimestampFormat fallback);

}  // namespace certwright::sandbox
