#pragma once

#include "lifecycle/certificate.hpp"
#include "lifecycle/deployment/refusal.hpp"
#include "store/connection.hpp"

#include <optional>

namespace certwright::lifecycle {

/// Why a certificate that is to be renewed by itself will not be: what the next renewal would be refused for,
/// as far as that is certain already. Nothing where automatic renewal is off.
std::optional<Refusal> renewal_obstacle(store::Connection& connection, const Certificate& certificate);
/// Throws Fault::invalid with that.
void refuse_vain_renewal(store::Connection& connection, const Certificate& certificate);

/// No authority of the repository has issued it.
Refusal not_made_here(const Facts& facts);
/// The repository does not hold its key.
Refusal no_key_to_renew();

}  // namespace certwright::lifecycle
