#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

#include <string>

namespace certwright::cli {

class Api;

/// The report of a discovery run: its counts, its calls, and what failed where.
void print_run(const json::object& run);

/// One line for somebody who waits: "3 of 18 scopes done, 120 certificates found, details of 40 to come".
std::string progress_of(const json::object& run);

/// Waits until the run has ended, showing its progress on a terminal, and returns its report.
json::object wait_for_run(Api& api, const std::string& id);

/// done, completed_with_errors, failed, or not_completed for a run that was cancelled.
Exit outcome_of_run(const json::object& run);

}  // namespace certwright::cli
