#pragma once

#include <sys/types.h>
#include <time.h>

#include <stdexcept>

namespace certwright::bench {

/// Processor seconds that a process has used in all its threads, in user and in kernel mode: what another
/// process beside it on the same cores does not lengthen. 0 is this process.
inline double processor_seconds_of(pid_t process) {
    clockid_t clock{};
    timespec used{};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &used) != 0)
        throw std::runtime_error{"the process's clock cannot be read"};
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

inline double own_processor_seconds() {
    return processor_seconds_of(0);
}

}  // namespace certwright::bench
