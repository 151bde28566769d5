#pragma once

#include "cli/api.hpp"

#include <string>

namespace certwright::cli {

/// Waits for a job, and returns its document once it has ended. `doing` is what a terminal shows meanwhile.
json::value ended_job(Api& api, const std::string& id, const std::string& doing);

}  // namespace certwright::cli
