#include "sandbox/elbv2/operations.hpp"

#include "base/json.hpp"
#include "sandbox/elbv2/listener_certificates.hpp"
#include "sandbox/elbv2/listeners.hpp"
#include "sandbox/elbv2/load_balancers.hpp"
#include "sandbox/elbv2/tags.hpp"
#include "sandbox/elbv2/target_groups.hpp"

namespace certwright::sandbox::elbv2 {

void add_operations(Operations& operations) {
    operations.writes("elbv2", "CreateLoadBalancer", create_load_balancer);
    operations.reads("elbv2", "DescribeLoadBalancers", describe_load_balancers);
    operations.writes("elbv2", "DeleteLoadBalancer", delete_load_balancer);
    operations.writes("elbv2", "CreateTargetGroup", create_target_group);
    operations.reads("elbv2", "DescribeTargetGroups", describe_target_groups);
    operations.writes("elbv2", "DeleteTargetGroup", delete_target_group);
    operations.writes("elbv2", "CreateListener", create_listener);
    operations.reads("elbv2", "DescribeListeners", describe_listeners);
    operations.writes("elbv2", "ModifyListener", modify_listener);
    operations.writes("elbv2", "DeleteListener", delete_listener);
    operations.writes("elbv2", "AddListenerCertificates", add_listener_certificates);
    operations.writes("elbv2", "RemoveListenerCertificates", remove_listener_certificates);
    operations.reads("elbv2", "DescribeListenerCertificates", describe_listener_certificates);
    operations.writes("elbv2", "AddTags", add_tags);
    operations.writes("elbv2", "RemoveTags", remove_tags);
    operations.reads("elbv2", "DescribeTags", describe_tags);
}

}  // namespace certwright::sandbox::elbv2
