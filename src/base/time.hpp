#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace certwright {

using namespace std::chrono_literals;

/// A span of time; microseconds are what both databases keep.
using Duration = std::chrono::microseconds;
/// A moment in UTC.
using Time = std::chrono::sys_time<Duration>;

/// Microseconds since 1970-01-01T00:00:00Z, the form in which times are stored.
constexpr std::int64_t to_micros(Time time) {
    return time.time_since_epoch().count();
}
constexpr Time from_micros(std::int64_t micros) {
    return Time{Duration{micros}};
}

/// RFC 3339 in UTC with a `Z`; the fraction is written only when it is not zero.
std::string format_rfc3339(Time time);
/// Accepts any RFC 3339 date-time (section 5.6). Throws Fault::invalid for anything else.
Time parse_rfc3339(std::string_view text);

}  // namespace certwright
