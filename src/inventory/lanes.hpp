#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace certwright::inventory {

/// Does `work(0) … work(count - 1)` on up to `lanes` threads, each taking the next index when it is
/// free. Stops handing out work after the first exception, which it rethrows, or when `stop` fires.
void run_in_lanes(std::size_t count, std::size_t lanes, std::stop_token stop,
                  const std::function<void(std::size_t)>& work);

}  // namespace certwright::inventory
