#pragma once

#include "lifecycle/deployment.hpp"
#include "lifecycle/live_certificate.hpp"

namespace certwright::lifecycle {

/// The tags that what a deployment imported should have and has not: those that were there before, those that
/// a first import was to get, and the deployment's own. `live.tags` must be known.
aws::acm::Tags missing_tags(const Deployment& deployment, const LiveCertificate& live);

}  // namespace certwright::lifecycle
