#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certwright::auth {

/// What a user may do; roles in finer grain come later and will be sets of permissions.
enum class Role { administrator, operator_, auditor };
std::string_view to_string(Role role);
/// Throws Fault::invalid, listing the roles.
Role parse_role(std::string_view text);

/// What a route asks for. Every route names one; there is no default that lets through.
enum class Permission {
    anyone,             ///< no sign-in needed: set-up, sign-in, health
    signed_in,          ///< any principal: own profile, own tokens
    inventory_read,     ///< accounts without secrets, AWS certificates, runs, jobs
    inventory_scan,     ///< start and cancel discovery
    accounts_write,     ///< add, change, test, remove accounts
    repository_read,    ///< certificates of the repository without their private keys
    repository_write,   ///< bring in, make, change, remove certificates
    deployments_write,  ///< deploy certificates to AWS, and stop it
    keys_read,          ///< take private keys out
    jobs_write,         ///< cancel and retry jobs
    audit_read,
    users_write,
};
bool may(Role role, Permission permission);
std::string_view to_string(Permission permission);
/// Everything the role may do, `anyone` left out: what the session resource tells the browser.
std::vector<Permission> permissions_of(Role role);

/// Who acts.
struct Principal {
    std::string user_id;
    std::string user_name;
    Role role = Role::auditor;
    std::string token_id;    ///< set when an API token proved it
    std::string session_id;  ///< set when a browser session proved it

    /// "user:alice" or "token:tok_…(alice)": what the audit log and job rows say; "system" when there
    /// is no user.
    std::string actor() const;
};

/// On whose behalf something is done, for the audit log.
struct Caller {
    std::string actor = "system";
    std::string request_id;
    std::string address;  ///< of the peer, without port; empty on this machine's command line
};

}  // namespace certwright::auth
