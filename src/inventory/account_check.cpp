#include "inventory/account_check.hpp"

#include "inventory/scope_progress.hpp"

#include <algorithm>

namespace certwright::inventory {

AccountCheck check_account(aws::Client& client, const AccountSettings& settings,
                           const aws::CallContext& context) {
    AccountCheck check;
    const auto identity = aws::get_caller_identity(client, context);
    if (!identity) {
        check.error = identity.failure().text();
        check.hint = hint_for(identity.failure());
        return check;
    }
    check.identity = *identity;
    const auto regions = aws::describe_regions(client, context);
    if (regions) {
        for (const aws::Region& region : *regions)
            if (region.enabled()) check.regions.push_back(region.name);
        std::sort(check.regions.begin(), check.regions.end());
    } else {
        check.regions_error = regions.failure().text();
    }
    const std::string region =
        !settings.regions.empty() ? settings.regions.front() : aws::known_regions(settings.partition).front();
    check.permissions = aws::check_permissions(client, *identity, region, context);
    return check;
}

}  // namespace certwright::inventory
