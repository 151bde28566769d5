#include "aws/credentials/shared_config.hpp"

#include "aws/credentials/file.hpp"
#include "base/error.hpp"

namespace certwright::aws {

namespace {

/// The profile that a section of the config file describes; empty for sections of other kinds.
std::string profile_named_by(const std::string& section) {
    if (section == "default") return section;
    if (!section.starts_with("profile")) return {};
    try {
        const auto words = split_words(section);
        return words.size() == 2 ? words[1] : std::string{};
    } catch (const Error&) {
        return {};  // as botocore: such a section is not a profile
    }
}

bool is_nested(const std::string& value) {
    return value.starts_with('\n');
}

void lay_over(IniSection& profile, const IniSection& section) {
    for (const auto& [name, value] : section) {
        if (is_nested(value))
            profile.erase(name);
        else
            profile[name] = value;
    }
}

std::string path_of(const Environment& environment, std::string_view variable, const char* name) {
    const std::string home = find(environment, "HOME").value_or("");
    const std::string path = find(environment, variable).value_or("~/.aws/" + std::string{name});
    return path.starts_with("~/") ? home + path.substr(1) : path;
}

std::string content_of(const std::string& path) {
    return read_small_file(path).value_or("");
}

/// Parsed here only for the error, so that it can name the file.
std::string checked(const std::string& path) {
    std::string content = content_of(path);
    try {
        parse_ini(content);
    } catch (const Error& error) {
        throw Error{error.fault(), error.message(), error.hint()}.within("cannot read \"" + path + "\"");
    }
    return content;
}

}  // namespace

Profiles merge_profiles(std::string_view config, std::string_view credentials) {
    Profiles profiles;
    for (const auto& [name, section] : parse_ini(config)) {
        const std::string profile = profile_named_by(name);
        if (profile.empty()) continue;
        // A later section of the same profile replaces an earlier one ([default], [profile default]).
        profiles[profile].clear();
        lay_over(profiles[profile], section);
    }
    for (const auto& [name, section] : parse_ini(credentials)) lay_over(profiles[name], section);
    return profiles;
}

Profiles load_profiles(const Environment& environment) {
    return merge_profiles(checked(path_of(environment, "AWS_CONFIG_FILE", "config")),
                          checked(path_of(environment, "AWS_SHARED_CREDENTIALS_FILE", "credentials")));
}

}  // namespace certwright::aws
