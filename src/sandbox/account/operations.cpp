#include "sandbox/account/operations.hpp"

#include "base/json.hpp"
#include "sandbox/account/regions.hpp"

namespace certwright::sandbox::account {

void add_operations(Operations& operations) {
    operations.reads("account", "ListRegions", list_regions);
    operations.reads("account", "GetRegionOptStatus", get_region_opt_status);
}

}  // namespace certwright::sandbox::account
