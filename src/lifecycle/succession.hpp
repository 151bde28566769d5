#pragma once

#include "lifecycle/certificate.hpp"
#include "lifecycle/deployment/refusal.hpp"

#include <optional>
#include <vector>

namespace certwright::lifecycle {

/// Why a certificate that somebody brings is hardly the next version of that one: it has neither a name, nor
/// the key of any of its `versions`, in common with it. What follows a certificate would serve another one.
std::optional<Refusal> why_no_successor(const Certificate& certificate, const std::vector<Version>& versions,
                                        const Facts& brought);

/// Why a certificate should not become the current version, whatever it has in common: it has expired.
std::optional<Refusal> why_not_current(const Facts& brought, Time now);

}  // namespace certwright::lifecycle
