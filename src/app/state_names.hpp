#pragma once

#include "inventory/sync_state_names.hpp"
#include "lifecycle/deployment/deployment_state_names.hpp"

/// The states that lists are filtered by, for the command line, which knows nothing else of the modules that
/// have them.
namespace certwright::app {

using inventory::sync_state_names;
using lifecycle::deployment_state_names;

}  // namespace certwright::app
