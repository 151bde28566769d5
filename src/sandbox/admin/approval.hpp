#pragma once

#include "sandbox/world/world.hpp"

#include <string>

namespace certwright::sandbox {

/// What the link of a validation mail carries.
struct ApprovalLink {
    std::string arn, domain, code;
};

/// What it asks for.
struct AskedApproval {
    std::string arn, account_id, region, domain;
    bool approved = false;
};

/// Changes nothing. Throws Fault::not_found for a link that is wrong, or that a newer mail has replaced.
AskedApproval asked_by(World& world, const ApprovalLink& link);

/// Proves the name for the request, or the renewal, that asked. Throws as asked_by() does.
AskedApproval approve(World& world, const ApprovalLink& link);

}  // namespace certwright::sandbox
