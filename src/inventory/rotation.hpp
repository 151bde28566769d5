#pragma once

#include <cstdint>

#include "base/time.hpp"

namespace certwright::inventory {

/// How discovery renews what list rows do not tell (who uses a certificate, tags, renewal) when
/// nothing seems to have changed.
struct Rotation {
    Duration stays_fresh = 24h;            ///< details younger than this are not asked for again
    Duration pending_stays_fresh = 10min;  ///< of certificates still in validation
    std::int64_t share_percent = 5;        ///< of a region's certificates, at most this many calls a run

    /// Calls that one run may spend on a region with `certificates`, of which some are due.
    std::int64_t allowance(std::int64_t certificates) const {
        // A small region would round to nothing, and never be looked at again.
        return certificates * share_percent < 100 ? (certificates > 0 ? 1 : 0) : certificates * share_percent / 100;
    }
};

}  // namespace certwright::inventory
