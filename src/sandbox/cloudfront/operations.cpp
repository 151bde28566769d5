#include "sandbox/cloudfront/operations.hpp"

#include "base/json.hpp"
#include "sandbox/cloudfront/distributions.hpp"

namespace certwright::sandbox::cloudfront {

void add_operations(Operations& operations) {
    operations.writes("cloudfront", "CreateDistribution", create_distribution);
    operations.writes("cloudfront", "CreateDistributionWithTags", create_distribution_with_tags);
    operations.reads("cloudfront", "GetDistribution", get_distribution);
    operations.reads("cloudfront", "GetDistributionConfig", get_distribution_config);
    operations.writes("cloudfront", "UpdateDistribution", update_distribution);
    operations.writes("cloudfront", "DeleteDistribution", delete_distribution);
    operations.reads("cloudfront", "ListDistributions", list_distributions);
    operations.reads("cloudfront", "ListTagsForResource", list_tags_for_resource);
}

}  // namespace certwright::sandbox::cloudfront
