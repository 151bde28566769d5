#pragma once

#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace certwright::bench {

/// One account's certificates, and what AWS's quotas make of them.
struct Estate {
    std::map<std::string, std::size_t> regions;  ///< how many each holds

    std::size_t certificates() const;
    std::size_t largest_region() const;

    /// The calls without which nobody can tell that nothing changed: one for each started thousand of
    /// each region, one for IAM, one for the identity.
    std::int64_t calls_of_a_rescan() const;
    /// A twentieth of the certificates: what a rescan may spend beyond that.
    std::int64_t calls_of_the_rotation() const { return static_cast<std::int64_t>(certificates() / 20); }

    /// Seconds until every row can be listed: identity, regions, one try of SearchCertificates, and the
    /// pages of the fullest region, one after the other, since each needs the answer before it.
    double seconds_to_visible(Duration latency) const;
    /// Seconds until every certificate can be described and got: ten a second in each region, after the
    /// ten that may go at once.
    double seconds_to_complete(Duration latency) const;
};

}  // namespace certwright::bench
