#pragma once

#include "aws/credentials/environment.hpp"
#include "aws/credentials/ini.hpp"

#include <map>
#include <string>

namespace certwright::aws {

/// The profiles of the shared config and credentials files, merged: what the credentials file says
/// comes first. Nested settings (`s3 =` with indented lines) are left out.
using Profiles = std::map<std::string, IniSection>;

/// Of the files' texts. Throws Fault::invalid as parse_ini does.
Profiles merge_profiles(std::string_view config, std::string_view credentials);

/// Of the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, else ~/.aws/config and
/// ~/.aws/credentials. Files that are not there are empty. Throws Fault::invalid naming the file.
Profiles load_profiles(const Environment& environment);

}  // namespace certwright::aws
