#include "sandbox/organizations/describe_organization.hpp"

#include "base/json.hpp"
#include "sandbox/organizations/access.hpp"
#include "sandbox/world/world.hpp"

#include <utility>

namespace certwright::sandbox::organizations {

json::object describe_organization(const Call& call, const json::object& /*input*/) {
    const auto& organization = require_organization(call);
    const auto& management = organization.management_account_id;
    json::object shown{{"Id", organization.id},
                       {"Arn", arn_of(call, organization, "organization")},
                       {"FeatureSet", "ALL"},
                       {"MasterAccountArn", arn_of(call, organization, "account", management)},
                       {"MasterAccountId", management},
                       {"MasterAccountEmail", call.world.accounts.at(management).email},
                       {"AvailablePolicyTypes", json::array{json::object{{"Type", "SERVICE_CONTROL_POLICY"},
                                                                         {"Status", "ENABLED"}}}}};
    return {{"Organization", std::move(shown)}};
}

}  // namespace certwright::sandbox::organizations
