#include "sandbox/quotas/operations.hpp"

#include "base/json.hpp"
#include "sandbox/quotas/service_quotas.hpp"

namespace certwright::sandbox::quotas {

void add_operations(Operations& operations) {
    operations.reads("service-quotas", "ListServiceQuotas", list_service_quotas);
    operations.reads("service-quotas", "GetServiceQuota", get_service_quota);
    operations.reads("service-quotas", "ListAWSDefaultServiceQuotas", list_default_service_quotas);
    operations.reads("service-quotas", "GetAWSDefaultServiceQuota", get_default_service_quota);
}

}  // namespace certwright::sandbox::quotas
