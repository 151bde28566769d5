#pragma once

#include "lifecycle/certificate.hpp"
#include "lifecycle/checks/checks.hpp"
#include "store/connection.hpp"

namespace certwright::lifecycle {

/// What the checks find in a version of the repository with the chain that is kept with it; its key stays
/// sealed.
Findings check_version(store::Connection& connection, const Version& version, Time now);

}  // namespace certwright::lifecycle
