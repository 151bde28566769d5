#pragma once

#include "aws/failure.hpp"
#include "lifecycle/deployment/preflight.hpp"
#include "lifecycle/deployment/refusal.hpp"

namespace certwright::lifecycle {

/// Another attempt may go better: rates, lost lines, AWS's own faults, and what passes by itself.
bool is_passing(const aws::Failure& failure);
/// In AWS's own words, with a hint.
Refusal problem_of(const aws::Failure& failure);
/// Of a step that cannot be taken: what was refused, or that there are several to choose from.
Refusal problem_of(const Step& step);
/// Throws the Error that makes a job try again.
[[noreturn]] void try_again(const aws::Failure& failure);

}  // namespace certwright::lifecycle
