#pragma once

#include "app/settings.hpp"

#include <functional>
#include <stop_token>
#include <string>

namespace certwright::app {

/// What the server tells its terminal once it serves.
struct Announcement {
    std::string url;
    std::string setup_code;  ///< empty when somebody can sign in already
};

/// Runs the server until `stop` is requested, then drains it. `announce` is called once, when requests
/// are answered.
void serve(const Settings& settings, std::stop_token stop,
           const std::function<void(const Announcement&)>& announce);

}  // namespace certwright::app
