#pragma once

#include "base/time.hpp"
#include "sandbox/world/virtual_clock.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace certwright::sandbox {

/// What will happen by itself, by virtual time: looks at DNS, issuance, renewal, expiry, mails. One thread
/// does it in the order of time; push() does the same up to a later time, at once.
class Agenda {
  public:
    /// Runs without any lock held and may put further entries on the agenda.
    using Task = std::function<void(Time now)>;

    explicit Agenda(VirtualClock& clock);
    ~Agenda();
    Agenda(const Agenda&) = delete;
    Agenda& operator=(const Agenda&) = delete;

    /// Replaces the entry of that key, whose time may be past: then it is next.
    void put(const std::string& key, Time due, Task task);
    void drop(const std::string& key);
    void clear();
    /// Pushes the clock to `target`, doing on the way what falls due, each at its own time. Returns when all
    /// of it is done.
    void push(Time target);
    std::size_t size() const;

  private:
    struct Entry {
        const std::string* key;  ///< in by_key_
        Task task;
    };
    bool run_next(Time limit);
    void run();

    VirtualClock& clock_;
    mutable std::mutex mutex_;
    std::mutex running_;  ///< one task at a time, whoever runs it
    std::condition_variable changed_;
    std::multimap<Time, Entry> entries_;
    std::map<std::string, std::multimap<Time, Entry>::iterator, std::less<>> by_key_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace certwright::sandbox
