#include "sandbox/organizations/operations.hpp"

#include "base/json.hpp"
#include "sandbox/organizations/describe_organization.hpp"
#include "sandbox/organizations/member_accounts.hpp"

namespace certwright::sandbox::organizations {

void add_operations(Operations& operations) {
    operations.reads("organizations", "DescribeOrganization", describe_organization);
    operations.reads("organizations", "DescribeAccount", describe_account);
    operations.reads("organizations", "ListAccounts", list_accounts);
}

}  // namespace certwright::sandbox::organizations
