#pragma once

#include "sandbox/acm/store.hpp"
#include "sandbox/world/settings.hpp"

namespace certwright::sandbox::acm {

/// Counts a request or an import against what may be held and what may be made within 365 days, which
/// deleting does not give back ("Quotas" in the ACM user guide). Throws ServiceError LimitExceededException.
void count_request(Store& store, const Settings& settings, Time now);
void count_import(Store& store, const Settings& settings, Time now);

}  // namespace certwright::sandbox::acm
