#pragma once

#include "base/time.hpp"

#include <cstdint>

namespace certwright::inventory {

/// How discovery renews what list rows do not tell (who uses a certificate, tags, renewal) when
/// nothing seems to have changed.
struct Rotation {
    Duration stays_fresh = 24h;            ///< details younger than this are not asked for again
    Duration pending_stays_fresh = 10min;  ///< of certificates still in validation
    std::int64_t share_percent = 5;        ///< of a region's certificates, at most this many calls a run

    /// Certificates that one run may describe again in a region that has so many, when `spent` calls of
    /// the share went to a search already. Their tags take one call for each started hundred.
    std::int64_t descriptions(std::int64_t certificates, std::int64_t spent = 0) const {
        const std::int64_t calls = certificates * share_percent / 100 - spent;
        // A small region would round to nothing, and never be looked at again.
        if (calls < 2) return certificates > 0 ? 1 : 0;
        return calls - (calls + 100) / 101;
    }
};

}  // namespace certwright::inventory
