#include "sandbox/organizations/access.hpp"

#include "base/json.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::organizations {

const Organization& require_organization(const Call& call) {
    const auto& organization = call.world.organization;
    if (!organization || !organization->has(call.account.id)) {
        throw ServiceError{"AWSOrganizationsNotInUseException",
                           "Your account is not a member of an organization."};
    }
    return *organization;
}

const Organization& require_management(const Call& call) {
    const auto& organization = require_organization(call);
    if (organization.management_account_id != call.account.id) {
        throw ServiceError{"AccessDeniedException", "You don't have permissions to access this resource."};
    }
    return organization;
}

std::string arn_of(const Call& call, const Organization& organization, std::string_view resource,
                   const std::string& member) {
    return fmt::format("arn:{}:organizations::{}:{}/{}{}{}", call.account.partition,
                       organization.management_account_id, resource, organization.id,
                       member.empty() ? "" : "/", member);
}

}  // namespace certwright::sandbox::organizations
