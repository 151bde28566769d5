#pragma once

#include "base/secret.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace certwright::cli {

/// The server and the token that `certwright login` remembers, in a file that only its owner reads.
struct Credentials {
    std::string url;
    Secret token;
};

/// $XDG_CONFIG_HOME/certwright/credentials, else ~/.config/certwright/credentials. Throws Fault::invalid
/// when neither variable is set.
std::filesystem::path credentials_path();

/// Absent when there is no file. Throws Fault::forbidden when others can read it.
std::optional<Credentials> load_credentials(const std::filesystem::path& path);
/// Writes the file anew, mode 0600, or leaves the old one untouched.
void save_credentials(const std::filesystem::path& path, const Credentials& credentials);

}  // namespace certwright::cli
