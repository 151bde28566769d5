#pragma once

#include "sandbox/state/state_file.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace certwright::sandbox::state {

/// Keeps a file up to date in the background: soon after each change, several changes at once where they come
/// quickly, and at the end. It writes for a tenth of the time at most, so that a large world is saved less
/// often.
class Keeper {
  public:
    /// `changes` is another number after every change, and `text` is what to write. Writes once at once:
    /// throws Fault::unavailable when that fails; later failures are logged, and tried again.
    Keeper(StateFile file, std::function<std::uint64_t()> changes, std::function<std::string()> text);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

  private:
    void save();
    void try_to_save();
    void run();

    const StateFile file_;
    const std::function<std::uint64_t()> changes_;
    const std::function<std::string()> text_;
    std::uint64_t saved_ = 0;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace certwright::sandbox::state
