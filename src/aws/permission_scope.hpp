#pragma once

#include "aws/permissions.hpp"

#include <string>
#include <string_view>

namespace certwright::aws {

/// Where permissions are asked about.
struct PermissionScope {
    std::string partition, account_id, region;

    /// One resource of those that `action` is about, well-formed and certainly not there; "*" for
    /// actions that take any.
    std::string missing_resource(std::string_view action) const;
};

struct PermissionVerdict {
    PermissionCheck::State state = PermissionCheck::State::unknown;
    std::string detail;
};

}  // namespace certwright::aws
