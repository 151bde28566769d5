#include "bench/support/peak_memory.hpp"

#include "base/time.hpp"

#include <malloc.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

namespace certwright::bench {
namespace {

/// RssAnon of /proc/self/status (proc(5)), in bytes.
std::int64_t anonymous_memory() {
    static const std::string wanted = "RssAnon:";
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(wanted)) return std::stoll(line.substr(wanted.size())) * 1024;
    throw std::runtime_error{"/proc/self/status has no " + wanted};
}

}  // namespace

PeakMemory::PeakMemory() {
    // What earlier work left in the heap would be used up first, and not be seen.
    malloc_trim(0);
    before_ = anonymous_memory();
    peak_ = before_;
    watch_ = std::jthread{[this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            peak_ = std::max(peak_.load(), anonymous_memory());
            std::this_thread::sleep_for(5ms);
        }
    }};
}

double PeakMemory::risen_mebibytes() const {
    return static_cast<double>(peak_.load() - before_) / 1024 / 1024;
}

}  // namespace certwright::bench
