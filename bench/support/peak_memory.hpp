#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

namespace certwright::bench {

/// How far this process's memory rises above where it was when this was made, looked at every 5 ms.
/// What is only mapped from files (SQLite maps its database) is the system's to take back and not
/// counted.
class PeakMemory {
  public:
    PeakMemory();
    double risen_mebibytes() const;

  private:
    std::int64_t before_;
    std::atomic<std::int64_t> peak_;
    std::jthread watch_;  ///< last: it uses the others
};

}  // namespace certwright::bench
