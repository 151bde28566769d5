#pragma once

#include "sandbox/wire/shape.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace certwright::sandbox {

/// What of `input` breaks the model's constraints (required, length, range, pattern, enumeration), in
/// the words of AWS's front end: "Value 'x' at 'tags.1.member.key' failed to satisfy constraint: …".
/// Values of sensitive shapes are not repeated. `input` has the types of its shape already.
std::vector<std::string> violations(const Shape& shape, const boost::json::object& input);

/// "2 validation errors detected: …; …"
std::string describe_violations(const std::vector<std::string>& violations);

}  // namespace certwright::sandbox
