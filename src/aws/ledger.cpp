#include "aws/ledger.hpp"

namespace certwright::aws {

void CallLedger::add(const std::string& operation, const CallCounts& counts) {
    const std::scoped_lock lock{mutex_};
    CallCounts& sum = counts_[operation];
    sum.calls += counts.calls;
    sum.retries += counts.retries;
    sum.throttles += counts.throttles;
    sum.failures += counts.failures;
}

std::map<std::string, CallCounts> CallLedger::by_operation() const {
    const std::scoped_lock lock{mutex_};
    return counts_;
}

}  // namespace certwright::aws
