#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace certwright::sandbox {

/// How often an operation was asked for.
struct CallCount {
    std::string account, region, service, operation;
    std::uint64_t calls = 0;      ///< throttled ones included
    std::uint64_t throttled = 0;  ///< refused for the rate, or by a fault that says so
};

/// Every call whose signature was right, and every one with a known key that a fault answered before the
/// signature was looked at: what a program asks of AWS, counted by somebody else than that program.
/// Thread-safe.
class CallCounts {
  public:
    void add(const std::string& account, const std::string& region, std::string_view service,
             std::string_view operation, bool throttled);
    void forget();
    /// Sorted by account, region, service, operation.
    std::vector<CallCount> all() const;

  private:
    struct Count {
        std::uint64_t calls = 0, throttled = 0;
    };
    using Key = std::tuple<std::string, std::string, std::string, std::string>;
    using View = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
    /// Compares without making texts: this is on the way of every call.
    struct Before {
        using is_transparent = void;
        static View view(const Key& key) { return key; }
        static View view(const View& key) { return key; }
        template <class A, class B>
        bool operator()(const A& left, const B& right) const {
            return view(left) < view(right);
        }
    };
    mutable std::mutex mutex_;
    std::map<Key, Count, Before> counts_;
};

}  // namespace certwright::sandbox
