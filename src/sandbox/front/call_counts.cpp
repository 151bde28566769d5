#include "sandbox/front/call_counts.hpp"

namespace certwright::sandbox {

void CallCounts::add(const std::string& account, const std::string& region, std::string_view service,
                     std::string_view operation, bool throttled) {
    const std::scoped_lock lock{mutex_};
    auto found = counts_.find(View{account, region, service, operation});
    if (found == counts_.end())
        found = counts_.emplace(Key{account, region, service, operation}, Count{}).first;
    ++found->second.calls;
    if (throttled) ++found->second.throttled;
}

void CallCounts::forget() {
    const std::scoped_lock lock{mutex_};
    counts_.clear();
}

std::vector<CallCount> CallCounts::all() const {
    const std::scoped_lock lock{mutex_};
    std::vector<CallCount> rows;
    for (const auto& [key, count] : counts_) {
        const auto& [account, region, service, operation] = key;
        rows.push_back({account, region, service, operation, count.calls, count.throttled});
    }
    return rows;
}

}  // namespace certwright::sandbox
