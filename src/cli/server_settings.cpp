#include "cli/server_settings.hpp"

#include <algorithm>
#include <cstdlib>

namespace certwright::cli {

std::vector<Parameter> settings_options(const std::vector<std::string>& wanted) {
    std::vector<Parameter> parameters{
        option("--config", "FILE", "TOML file with settings; environment and flags win over it")};
    for (const app::SettingName& setting : app::setting_names())
        if (wanted.empty() || std::ranges::find(wanted, setting.name) != wanted.end())
            parameters.push_back(option(app::flag_name(setting.name), "VALUE", std::string{setting.meaning}));
    return parameters;
}

app::Settings settings_of(const Given& given) {
    std::map<std::string, std::string> environment;
    std::map<std::string, std::string> flags;
    for (const app::SettingName& setting : app::setting_names()) {
        const std::string variable = app::environment_name(setting.name);
        if (const char* value = std::getenv(variable.c_str())) environment[variable] = value;
        if (const auto value = given.find(app::flag_name(setting.name)))
            flags[std::string{setting.name}] = *value;
    }
    return app::load_settings(given.find("--config"), environment, flags);
}

}  // namespace certwright::cli
