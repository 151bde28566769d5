#pragma once

#include "aws/client.hpp"

#include <string>
#include <vector>

/// Service Quotas: the limits that AWS has set an account in a region, raised ones included.
namespace certwright::aws::service_quotas {

struct Quota {
    std::string code;  ///< "L-D2CB7DE9": the same in every account and region
    double value = 0;
};

/// Every quota of a service ("acm") of which AWS tells the applied value: where it knows the default alone,
/// the quota is left out.
Outcome<std::vector<Quota>> list_service_quotas(Client& client, const std::string& region,
                                                const std::string& service, const CallContext& context);

}  // namespace certwright::aws::service_quotas
