#pragma once

#include "base/error.hpp"
#include "base/time.hpp"

namespace certwright::jobs {

/// Whether another attempt may succeed where this one ended with `fault`.
bool worth_retrying(Fault fault);

/// How long to wait after the failed attempt number `attempt` (from 1): doubles from 2 s to 15 min,
/// less up to a half of it so that jobs that failed together do not come back together. `chance` is
/// a random number in [0, 1). Pure.
Duration retry_delay(int attempt, double chance);

}  // namespace certwright::jobs
