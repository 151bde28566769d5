#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>

namespace certwright::lifecycle {

/// From when to when a certificate holds, both seconds included.
struct Validity {
    Time not_before, not_after;

    bool operator==(const Validity&) const = default;
};

/// How long somebody wants it to hold: one of them, or what is usual.
struct LifetimeWish {
    std::optional<std::int64_t> days;
    std::optional<Time> not_after;
};

/// A certificate begins that long before it is made, for those whose clocks are behind.
inline constexpr Duration back_dating = 1h;

/// Usual are 90 days, ten years for a root and five for another authority, and no longer than `signer`, what
/// signs it, holds. What was asked for is never shortened. Throws Fault::invalid for both wishes together,
/// and an end that is no time from now.
Validity validity_of(const LifetimeWish& wish, bool is_ca, const std::optional<Validity>& signer, Time now);

/// As long as `before`, from now.
Validity renewed(const Validity& before, const std::optional<Validity>& signer, Time now);

/// Between two tries of a renewal that is refused, since somebody has to do something about it: a thirtieth
/// of the lifetime, ten minutes at least and a day at most.
Duration retry_rest(const Validity& validity);
inline constexpr Duration shortest_retry_rest = 10min, longest_retry_rest = 24h;

/// When less than `percent` of the lifetime is left.
Time renewal_time(const Validity& validity, std::int64_t percent);

}  // namespace certwright::lifecycle
