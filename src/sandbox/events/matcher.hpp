#pragma once

#include <boost/json/fwd.hpp>

#include <string_view>

namespace certwright::sandbox::events {

/// One element of a pattern's array: a value, or an object of one comparison ("Comparison operators for use
/// in event patterns"). Throws ServiceError InvalidEventPatternException.
void check_matcher(const boost::json::value& matcher);

/// Whether it takes what the event has there; nullptr: nothing. Of a list one element is enough.
bool matches(const boost::json::value& matcher, const boost::json::value* found);

/// Throws ServiceError InvalidEventPatternException.
[[noreturn]] void refuse_pattern(std::string_view reason);

}  // namespace certwright::sandbox::events
