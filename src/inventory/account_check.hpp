#pragma once

#include "aws/account_services.hpp"
#include "aws/client.hpp"
#include "aws/permissions.hpp"
#include "inventory/account.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certwright::inventory {

/// What testing an account found out. Nothing is created, changed or paid for by it.
struct AccountCheck {
    std::optional<aws::CallerIdentity> identity;
    std::string error, hint;           ///< why there is no identity
    std::vector<std::string> regions;  ///< enabled ones
    std::string regions_error;
    std::vector<aws::PermissionCheck> permissions;
};

AccountCheck check_account(aws::Client& client, const AccountSettings& settings,
                           const aws::CallContext& context);

}  // namespace certwright::inventory
