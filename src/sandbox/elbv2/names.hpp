#pragma once

#include <string>

namespace certwright::sandbox::elbv2 {

/// Names of load balancers and target groups: up to 32 letters, digits and hyphens, no hyphen at the ends;
/// those of load balancers do not begin with "internal-" (API reference). Throws ServiceError
/// ValidationError.
void check_balancer_name(const std::string& name);
void check_group_name(const std::string& name);

}  // namespace certwright::sandbox::elbv2
