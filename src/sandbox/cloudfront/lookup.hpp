#pragma once

#include "sandbox/cloudfront/store.hpp"
#include "sandbox/world/operations.hpp"

#include <boost/json/fwd.hpp>

namespace certwright::sandbox::cloudfront {

/// The distribution that the request names as Id. Throws ServiceError NoSuchDistribution.
Distribution& require_distribution(const Call& call, const boost::json::object& input);

/// Whether the caller has seen the distribution as it is now (If-Match). Throws ServiceError
/// InvalidIfMatchVersion, PreconditionFailed.
void check_version(const Distribution& distribution, const boost::json::object& input);

/// The structure Distribution.
boost::json::object shown_distribution(const Distribution& distribution, const char* status);

/// The structure DistributionSummary.
boost::json::object summary_of(const Distribution& distribution);

}  // namespace certwright::sandbox::cloudfront
