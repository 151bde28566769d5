#pragma once

#include "lifecycle/certificate.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <optional>

namespace certwright::lifecycle {

/// The deployments that take a certificate's current version over by themselves.
struct Following {
    std::int64_t deployments = 0;
    /// Why some or all of them will not, as far as that shows without asking AWS.
    std::optional<Refusal> obstacle;
};

Following following_of(store::Connection& connection, const Certificate& certificate);

}  // namespace certwright::lifecycle
