#include "inventory/lanes.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace certwright::inventory {

void run_in_lanes(std::size_t count, std::size_t lanes, std::stop_token stop,
                  const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr first;
    const auto lane = [&] {
        while (!stop.stop_requested()) {
            const std::size_t index = next.fetch_add(1);
            if (index >= count) return;
            try {
                work(index);
            } catch (...) {
                const std::scoped_lock lock{mutex};
                if (!first) first = std::current_exception();
                next = count;
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < std::min(lanes, count); ++i) threads.emplace_back(lane);
        lane();
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace certwright::inventory
