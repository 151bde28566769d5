#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace certwright::auth {

/// Slows down guessing. The first five attempts under a key are free; each further one must wait twice
/// as long after the one before: 1 s, 2 s, 4 s … `longest`. A key is forgotten half an hour after its last
/// attempt. Kept in memory for one process. Thread-safe.
class Throttle {
  public:
    static constexpr int free_attempts = 5;
    static constexpr Duration longest_wait = 15min;
    static constexpr Duration memory = 30min;

    explicit Throttle(Clock& clock, std::size_t capacity = 100'000, Duration longest = longest_wait)
        : clock_(clock), capacity_(capacity), longest_(longest) {}

    /// Counts an attempt under each key in advance, so that attempts made at the same time count too.
    /// Returns how long to wait instead when it comes too early for one of them; then none is counted.
    std::optional<Duration> attempt(const std::vector<std::string>& keys);
    /// Takes one attempt back: it was honest, but tells nothing about the others under this key.
    void take_back(const std::string& key);
    /// Forgets the key: whoever is behind it has proved to be honest.
    void forget(const std::string& key);

  private:
    struct Record {
        int attempts = 0;
        Time last;
    };
    Duration wait(const std::string& key, Time now) const;
    void count(const std::string& key, Time now);
    void make_room(Time now);

    Clock& clock_;
    std::size_t capacity_;
    Duration longest_;
    std::mutex mutex_;
    std::unordered_map<std::string, Record> records_;
};

}  // namespace certwright::auth
