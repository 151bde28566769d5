#include "auth/principal.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <array>

namespace certwright::auth {
namespace {

constexpr std::array all_permissions{
    Permission::anyone,           Permission::signed_in,         Permission::inventory_read,
    Permission::inventory_scan,   Permission::accounts_write,    Permission::repository_read,
    Permission::repository_write, Permission::deployments_write, Permission::keys_read,
    Permission::jobs_write,       Permission::audit_read,        Permission::users_write,
};

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::administrator:
            return "administrator";
        case Role::operator_:
            return "operator";
        case Role::auditor:
            return "auditor";
    }
    throw Error{Fault::internal, "unknown role"};
}

Role parse_role(std::string_view text) {
    for (const Role role : {Role::administrator, Role::operator_, Role::auditor})
        if (text == to_string(role)) return role;
    throw Error{Fault::invalid, fmt::format("unknown role '{}'", text),
                "roles are administrator, operator and auditor"}
        .with_field("role", "must be administrator, operator or auditor");
}

std::string_view to_string(Permission permission) {
    switch (permission) {
        case Permission::anyone:
            return "anyone";
        case Permission::signed_in:
            return "signed_in";
        case Permission::inventory_read:
            return "inventory_read";
        case Permission::inventory_scan:
            return "inventory_scan";
        case Permission::accounts_write:
            return "accounts_write";
        case Permission::repository_read:
            return "repository_read";
        case Permission::repository_write:
            return "repository_write";
        case Permission::deployments_write:
            return "deployments_write";
        case Permission::keys_read:
            return "keys_read";
        case Permission::jobs_write:
            return "jobs_write";
        case Permission::audit_read:
            return "audit_read";
        case Permission::users_write:
            return "users_write";
    }
    throw Error{Fault::internal, "unknown permission"};
}

bool may(Role role, Permission permission) {
    if (permission == Permission::anyone || permission == Permission::signed_in) return true;
    switch (role) {
        case Role::administrator:
            return true;
        case Role::operator_:
            return permission != Permission::users_write;
        case Role::auditor:
            return permission == Permission::inventory_read || permission == Permission::repository_read ||
                   permission == Permission::audit_read;
    }
    return false;
}

std::vector<Permission> permissions_of(Role role) {
    std::vector<Permission> permissions;
    for (const Permission permission : all_permissions)
        if (permission != Permission::anyone && may(role, permission)) permissions.push_back(permission);
    return permissions;
}

std::string Principal::actor() const {
    if (user_id.empty()) return "system";
    if (!token_id.empty()) return fmt::format("token:{}({})", token_id, user_name);
    return "user:" + user_name;
}

}  // namespace certwright::auth
