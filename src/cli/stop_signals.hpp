#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace certwright::cli {

/// Turns SIGTERM and SIGINT into a stop request; a second one ends the process at once. Make it
/// before any other thread, so that all of them leave these signals to it.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    std::stop_token token() const { return stop_.get_token(); }

  private:
    void wait();

    sigset_t signals_{};
    std::stop_source stop_;
    std::atomic<bool> over_{false};
    std::thread thread_;
};

}  // namespace certwright::cli
