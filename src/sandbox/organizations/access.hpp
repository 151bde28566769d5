#pragma once

#include "sandbox/world/operations.hpp"
#include "sandbox/world/organization.hpp"

#include <string>
#include <string_view>

namespace certwright::sandbox::organizations {

/// The caller's organization. Throws ServiceError AWSOrganizationsNotInUseException for who is in none.
const Organization& require_organization(const Call& call);

/// The same for what only the management account may ask. Throws ServiceError AccessDeniedException.
const Organization& require_management(const Call& call);

/// "arn:aws:organizations::MANAGEMENT:account/o-exampleorgid/MEMBER"; `resource` is "account" or
/// "organization".
std::string arn_of(const Call& call, const Organization& organization, std::string_view resource,
                   const std::string& member = "");

}  // namespace certwright::sandbox::organizations
