#include "sandbox/world/account.hpp"

#include "base/error.hpp"
#include "sandbox/world/partitions.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {

Account Account::make(std::string id, std::string partition) {
    const auto* found = find_partition(partition);
    if (found == nullptr) throw Error{Fault::invalid, "there is no partition \"" + partition + "\""};
    Account account;
    account.id = std::move(id);
    account.partition = std::move(partition);
    for (const auto& region : found->regions) {
        account.regions.try_emplace(region.name);
        if (region.opt_in) account.disabled_regions.insert(region.name);
    }
    return account;
}

std::string Account::arn(std::string_view service, std::string_view region, std::string_view resource) const {
    return fmt::format("arn:{}:{}:{}:{}:{}", partition, service, region, id, resource);
}

}  // namespace certwright::sandbox
