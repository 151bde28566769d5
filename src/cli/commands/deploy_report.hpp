#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"

#include <string>
#include <vector>

/// Deployments as people read them on a terminal.
namespace certwright::cli {

class Api;

/// What would happen in each region; refusals and warnings go to standard error.
void print_plan(const json::array& regions);
/// Each refusal with its rule, on standard error.
void print_refusals(const json::array& regions);
bool is_refused(const json::object& region);
/// "12 of 2500" imported certificates held before the deployment; "-" where they were not counted.
std::string quota_of(const json::object& region);

void print_deployments(const std::vector<json::object>& deployments);
void print_json_of(const std::vector<json::object>& deployments);
/// Of more than one certificate.
void print_deployments_of_many(const std::vector<json::object>& deployments, Format format);

/// Waits until each has come to rest, showing how far they are on a terminal.
std::vector<json::object> wait_for_deployments(Api& api, const std::vector<json::object>& deployments);

/// done, completed_with_errors, failed, or not_completed when all that went wrong was cancelled.
Exit outcome_of_deployments(const std::vector<json::object>& deployments);

}  // namespace certwright::cli
