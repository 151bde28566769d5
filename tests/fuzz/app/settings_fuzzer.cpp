#include "app/settings.hpp"
#include "base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// Each setting, given this text, is taken or refused as the user's fault, and what is taken can be used.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    for (const app::SettingName& setting : app::setting_names()) {
        try {
            const auto settings =
                app::load_settings(std::nullopt, {{app::environment_name(setting.name), text}}, {});
            (void)settings.listen_host();
            (void)settings.listen_port();
            app::check_exposure(settings);
        } catch (const Error& error) {
            if (error.fault() != Fault::invalid) std::abort();
        }
    }
    return 0;
}
