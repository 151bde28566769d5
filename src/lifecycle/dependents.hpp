#pragma once

#include "base/time.hpp"
#include "lifecycle/certificate.hpp"
#include "store/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace certwright::lifecycle {

/// What is lost, or left without its certificate, when one is removed.
struct Dependents {
    /// As an authority that no other entry of the repository holds too. What it issued and revoked is kept,
    /// but nothing more can be revoked, and no list be made, before it is brought in again.
    std::int64_t issued = 0;            ///< certificates that have neither ended nor been revoked
    std::int64_t revocation_lists = 0;  ///< issuers of which there is one
    std::int64_t requests = 0;          ///< that wait for its next version
    std::int64_t deployments = 0;       ///< that stand; they keep it from being removed
    std::vector<std::string> groups;    ///< by hand, that it is in

    bool any() const {
        return issued > 0 || revocation_lists > 0 || requests > 0 || deployments > 0 || !groups.empty();
    }
};

Dependents dependents_of(store::Connection& connection, const CertificateId& certificate, Time now);

/// Throws Fault::conflict with the rule when it is an authority on which certificates still depend.
void refuse_removal_of_issuer(const Certificate& certificate, const Dependents& dependents);

}  // namespace certwright::lifecycle
