#pragma once

#include "sandbox/wire/shape.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>

/// AWS JSON (Smithy's awsJson1_0 and awsJson1_1) to and from the form that operations work with: a JSON
/// object by member names, in which blobs are their bytes in a string and timestamps epoch seconds.
namespace certwright::sandbox {

/// Unknown members are dropped, nulls are absent. Throws ServiceError SerializationException.
boost::json::object decode_json(const Shape& shape, std::string_view body);
/// The same of a value that was parsed already.
boost::json::object decode_json(const Shape& shape, const boost::json::value& value);

/// As the text that travels. Members that the shape does not have are a bug: Fault::internal.
std::string encode_json(const Shape& shape, const boost::json::object& output);

}  // namespace certwright::sandbox
