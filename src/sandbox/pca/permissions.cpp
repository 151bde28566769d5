#include "sandbox/pca/permissions.hpp"

#include "base/json.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/paging.hpp"
#include "sandbox/pca/permission_lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::pca {
namespace {

std::string source_account(const Call& call, const json::object& input) {
    return json::text(input, "SourceAccount").value_or(call.account.id);
}

json::object shown_permission(const Authority& authority, const Permission& permission) {
    return {{"CertificateAuthorityArn", authority.arn},
            {"CreatedAt", epoch(permission.created_at)},
            {"Principal", permission.principal},
            {"SourceAccount", permission.source_account},
            {"Actions", json::from_texts({permission.actions.begin(), permission.actions.end()})}};
}

void require_alive(const Authority& authority) {
    require_state(authority, {"CREATING", "PENDING_CERTIFICATE", "ACTIVE", "DISABLED", "EXPIRED"},
                  "have permissions");
}

}  // namespace

std::string permission_key(const std::string& principal, const std::string& account) {
    return principal + "|" + account;
}

bool is_permitted(const Authority& authority, const std::string& action) {
    const auto found = authority.permissions.find(permission_key(acm_principal, authority.account_id));
    return found != authority.permissions.end() && found->second.actions.contains(action);
}

json::object create_permission(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    require_alive(authority);
    const auto principal = json::text(input, "Principal").value_or("");
    if (principal != acm_principal) {
        throw ServiceError{"RequestFailedException",
                           fmt::format("The principal {} cannot be given permissions.", principal)};
    }
    const auto account = source_account(call, input);
    const auto actions = json::texts(input, "Actions");
    Permission made{.principal = principal,
                    .source_account = account,
                    .actions = {actions.begin(), actions.end()},
                    .created_at = call.now};
    if (!authority.permissions.emplace(permission_key(principal, account), std::move(made)).second) {
        throw ServiceError{
            "PermissionAlreadyExistsException",
            fmt::format("The principal {} has permissions on {} already.", principal, authority.arn)};
    }
    return {};
}

json::object list_permissions(const Call& call, const json::object& input) {
    const auto& authority = require_authority(call, input);
    require_alive(authority);
    Pager pager = pager_of(call, input, "ListPermissions " + authority.arn);
    json::array rows;
    const auto& permissions = authority.permissions;
    for (auto each = permissions.upper_bound(pager.after()); each != permissions.end(); ++each) {
        if (!pager.take(each->first)) break;
        rows.push_back(shown_permission(authority, each->second));
    }
    return page_of("Permissions", std::move(rows), pager);
}

json::object delete_permission(const Call& call, const json::object& input) {
    auto& authority = require_own_authority(call, input);
    require_alive(authority);
    const auto principal = json::text(input, "Principal").value_or("");
    if (authority.permissions.erase(permission_key(principal, source_account(call, input))) == 0) {
        throw ServiceError{
            "ResourceNotFoundException",
            fmt::format("The principal {} has no permissions on {}.", principal, authority.arn)};
    }
    return {};
}

}  // namespace certwright::sandbox::pca
