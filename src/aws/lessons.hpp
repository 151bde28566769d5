#pragma once

#include <mutex>
#include <set>
#include <string>

namespace certwright::aws {

/// What an account's endpoints turned out not to have, so that each refusal is met once. Keys are
/// "what region". Thread-safe.
class Lessons {
  public:
    bool knows(const std::string& lesson) const {
        const std::scoped_lock lock{mutex_};
        return learned_.contains(lesson);
    }
    void learn(const std::string& lesson) {
        const std::scoped_lock lock{mutex_};
        learned_.insert(lesson);
    }

  private:
    mutable std::mutex mutex_;
    std::set<std::string> learned_;
};

}  // namespace certwright::aws
