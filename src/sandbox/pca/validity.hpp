#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace certwright::sandbox::pca {

/// The moment that a Validity means ("Validity" in the Private CA API reference): END_DATE as the digits of
/// UTCTime or GeneralizedTime, ABSOLUTE in seconds since 1970, DAYS, MONTHS and YEARS from `from` on, by the
/// calendar. nullopt for what is no moment until the year 9999.
std::optional<Time> moment_of(std::string_view type, std::int64_t value, Time from);

/// What certificates begin before they are issued by, for clocks that are behind ("IssueCertificate").
constexpr Duration head_start = std::chrono::minutes{60};

/// The most that an authority in SHORT_LIVED_CERTIFICATE mode gives.
constexpr Duration short_life = std::chrono::days{7};

}  // namespace certwright::sandbox::pca
