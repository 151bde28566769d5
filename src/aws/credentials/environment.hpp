#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace certwright::aws {

/// Environment variables by name. Taken as a value, so that tests need not change their own.
using Environment = std::map<std::string, std::string, std::less<>>;

/// The environment of this process, as it is now.
Environment process_environment();
/// The variable when it is set and not empty.
std::optional<std::string> find(const Environment& environment, std::string_view name);

}  // namespace certwright::aws
