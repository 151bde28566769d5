#pragma once

#include <string>

namespace certwright::inventory {

/// An ARN from InUseBy, as people know the thing.
struct ResourceName {
    std::string service;  ///< "Elastic Load Balancing"
    std::string kind;     ///< "Application Load Balancer"
    std::string name;     ///< "shop-frontend"
};

/// What an ARN means; unknown services keep their own words. Pure.
ResourceName name_resource(const std::string& arn);

}  // namespace certwright::inventory
