#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What deploying one certificate and many have in common.
namespace certwright::cli {

/// Account, regions, --replace and --tag, as the API takes them.
json::object places_of(const Given& given);
/// --auto-redeploy and --pause.
void read_order_options(const Given& given, json::object& body);

/// "90s", "30m", "2h" or "1d" in seconds. Throws Fault::invalid.
std::int64_t seconds_of(const std::string& text);

}  // namespace certwright::cli
