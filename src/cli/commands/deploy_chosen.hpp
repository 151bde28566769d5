#pragma once

#include "base/json.hpp"
#include "cli/api.hpp"
#include "cli/command.hpp"

#include <functional>
#include <vector>

/// How deployments are named that something is asked of.
namespace certwright::cli {

Parameter deployment_name();
Parameter in_account();
Parameter in_region();

/// One by its id, or those of a certificate that `fits`. Throws Fault::not_found where there is none.
std::vector<json::object> chosen_deployments(const Given& given, Api& api,
                                             const std::function<bool(const json::object&)>& fits);

}  // namespace certwright::cli
