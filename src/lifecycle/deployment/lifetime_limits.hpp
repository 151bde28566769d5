#pragma once

#include "base/time.hpp"
#include "x509/certificate.hpp"

#include <cstdint>
#include <optional>

namespace certwright::lifecycle {

/// Days that a certificate which a public authority issues at that moment may be valid for; nothing before
/// March 2018, whose certificates have all ended. Sources: CA/Browser Forum, Baseline Requirements section
/// 6.3.2: 825 days since 1 March 2018, 398 since 1 September 2020, and by ballot SC-081v3 200 since 15 March
/// 2026, 100 from 15 March 2027, 47 from 15 March 2029.
std::optional<std::int64_t> longest_public_lifetime(Time issued);

/// How long it is valid, in days that have begun.
std::int64_t lifetime_in_days(const x509::Certificate& certificate);

}  // namespace certwright::lifecycle
