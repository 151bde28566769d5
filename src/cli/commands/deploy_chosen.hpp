#pragma once

#include "base/json.hpp"
#include "cli/api.hpp"
#include "cli/command.hpp"

#include <functional>
#include <string>
#include <vector>

/// How deployments are named that something is asked of.
namespace certwright::cli {

Parameter deployment_name();
Parameter in_account();
Parameter in_region();

/// What to say where a certificate has deployments, and none that fits.
struct NoneFits {
    std::string what = "is meant";  ///< behind "none of the deployments of 'shop' "
    std::string hint = "`certwright deploy list` shows them";
};

/// One by its id, or those of a certificate that `fits`. Throws Fault::not_found where it has none, and
/// Fault::conflict where none fits.
std::vector<json::object> chosen_deployments(const Given& given, Api& api,
                                             const std::function<bool(const json::object&)>& fits,
                                             const NoneFits& none = {});

}  // namespace certwright::cli
