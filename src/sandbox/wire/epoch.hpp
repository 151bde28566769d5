#pragma once

#include "base/time.hpp"

namespace certwright::sandbox {

/// Seconds since 1970 with their fraction: how operations read and write the timestamps of their models.
constexpr double seconds(Time time) {
    return static_cast<double>(to_micros(time)) / 1e6;
}

}  // namespace certwright::sandbox
