#include "sandbox/pca/policies.hpp"

#include "base/json.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/resource_policy.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::pca {
namespace {

Authority& require_shareable(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input, "ResourceArn");
    require_state(authority, {"ACTIVE", "DISABLED", "EXPIRED", "PENDING_CERTIFICATE"}, "have a policy");
    return authority;
}

}  // namespace

json::object put_policy(const Call& call, const json::object& input) {
    auto& authority = require_shareable(call, input);
    auto policy = json::text(input, "Policy").value_or("");
    (void)ResourcePolicy::parse(policy);
    authority.policy = std::move(policy);
    return {};
}

json::object get_policy(const Call& call, const json::object& input) {
    const auto& authority = require_shareable(call, input);
    if (authority.policy.empty()) {
        throw ServiceError{"ResourceNotFoundException",
                           fmt::format("The certificate authority {} has no policy.", authority.arn)};
    }
    return {{"Policy", authority.policy}};
}

json::object delete_policy(const Call& call, const json::object& input) {
    require_shareable(call, input).policy.clear();
    return {};
}

}  // namespace certwright::sandbox::pca
