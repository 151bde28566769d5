#include "lifecycle/deployment_problem.hpp"

#include "base/error.hpp"
#include "inventory/scope_progress.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {

bool is_passing(const aws::Failure& failure) {
    switch (failure.kind) {
        case aws::FailureKind::conflict:
        case aws::FailureKind::throttled:
        case aws::FailureKind::unreachable:
        case aws::FailureKind::malformed:
        case aws::FailureKind::service:
        case aws::FailureKind::cancelled:
            return true;
        case aws::FailureKind::access_denied:
        case aws::FailureKind::credentials:
        case aws::FailureKind::region_disabled:
        case aws::FailureKind::unknown_operation:
        case aws::FailureKind::not_found:
        case aws::FailureKind::quota:
        case aws::FailureKind::invalid:
            return false;
    }
    return false;
}

Refusal problem_of(const aws::Failure& failure) {
    std::string hint = inventory::hint_for(failure);
    if (failure.kind == aws::FailureKind::quota)
        hint = "ask AWS to raise the quota, or delete certificates that are not needed; then retry";
    if (hint.empty()) hint = "see what AWS says, then retry";
    // AWS has a code for it that names the access key.
    if (failure.kind == aws::FailureKind::region_disabled)
        return {"region_disabled", failure.text(),
                "see whether the region's name is right, and whether the account has enabled it"};
    return {failure.code.empty() ? std::string{to_string(failure.kind)} : failure.code, failure.text(),
            std::move(hint)};
}

Refusal problem_of(const Step& step) {
    if (step.action == Action::choose)
        return {"several_candidates", step.reason,
                "choose one of them (--arn), or deploy without \"replace\""};
    Refusal problem = step.refusals.front();
    for (std::size_t i = 1; i < step.refusals.size(); ++i) problem.message += "; " + step.refusals[i].message;
    return problem;
}

void try_again(const aws::Failure& failure) {
    const Refusal problem = problem_of(failure);
    throw Error{Fault::unavailable, problem.message, problem.hint};
}

}  // namespace certwright::lifecycle
