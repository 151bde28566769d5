#include "sandbox/route53/operations.hpp"

#include "base/json.hpp"
#include "sandbox/route53/hosted_zones.hpp"
#include "sandbox/route53/list_hosted_zones.hpp"
#include "sandbox/route53/list_record_sets.hpp"
#include "sandbox/route53/record_sets.hpp"

namespace certwright::sandbox::route53 {

void add_operations(Operations& operations) {
    operations.writes("route53", "CreateHostedZone", create_hosted_zone);
    operations.writes("route53", "DeleteHostedZone", delete_hosted_zone);
    operations.reads("route53", "GetHostedZone", get_hosted_zone);
    operations.reads("route53", "ListHostedZones", list_hosted_zones);
    operations.reads("route53", "ListHostedZonesByName", list_hosted_zones_by_name);
    operations.writes("route53", "ChangeResourceRecordSets", change_resource_record_sets);
    operations.reads("route53", "ListResourceRecordSets", list_resource_record_sets);
    operations.reads("route53", "GetChange", get_change);
}

}  // namespace certwright::sandbox::route53
