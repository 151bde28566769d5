#pragma once

#include "sandbox/world/identity.hpp"

#include <optional>
#include <string>

namespace certwright::sandbox::sts {

/// What a role's trust says of somebody who wants to assume it.
enum class TrustDecision {
    refused,
    left_to_account,  ///< the account is trusted: it decides by policies who of it may
    granted,          ///< the principal itself is trusted: within one account that is enough
};

/// `external_id` is the request's. A trusted principal is an account (number or root ARN), the ARN of a user,
/// a role or one session of it, or "*" ("Principal" among the policy elements of the IAM user guide).
TrustDecision decide(const Trust& trust, const Principal& caller,
                     const std::optional<std::string>& external_id);

}  // namespace certwright::sandbox::sts
