#pragma once

#include "sandbox/world/settings.hpp"

namespace CLI {
class App;
}

namespace certwright::sandbox {

/// The options that say how ACM and IAM behave: their delays, by the sandbox's own clock, and their quotas.
void add_world_options(CLI::App& app, Settings& settings);

}  // namespace certwright::sandbox
