#include "sandbox/tagging/operations.hpp"

#include "base/json.hpp"
#include "sandbox/tagging/get_resources.hpp"
#include "sandbox/tagging/tag_names.hpp"

namespace certwright::sandbox::tagging {

void add_operations(Operations& operations) {
    operations.reads("resourcegroupstaggingapi", "GetResources", get_resources);
    operations.reads("resourcegroupstaggingapi", "GetTagKeys", get_tag_keys);
    operations.reads("resourcegroupstaggingapi", "GetTagValues", get_tag_values);
}

}  // namespace certwright::sandbox::tagging
