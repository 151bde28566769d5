#pragma once

#include "sandbox/world/settings.hpp"

namespace CLI {
class App;
}

namespace certwright::sandbox {

/// The options that say how ACM, IAM and Private CA behave: their delays, by the sandbox's own clock, and
/// their quotas.
void add_world_options(CLI::App& app, Settings& settings);

}  // namespace certwright::sandbox
