#pragma once

#include "lifecycle/deployment/refusal.hpp"
#include "lifecycle/issued_certificates.hpp"

#include <optional>

namespace certwright::lifecycle {

/// Why an authority must not sign any more: it, or one above it, was revoked here, or a certificate with the
/// same key was revoked because others know that key. What it revokes itself it may still list.
std::optional<Refusal> why_revoked(store::Connection& connection, const IssuedCertificates& issued,
                                   const Authority& authority);

}  // namespace certwright::lifecycle
