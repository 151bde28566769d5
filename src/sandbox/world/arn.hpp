#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE ("Amazon Resource Names" in the IAM user guide). Region and
/// account are empty where the service has none.
struct Arn {
    std::string partition, service, region, account_id;
    std::string resource;  ///< may have colons of its own

    /// nullopt for what is no ARN.
    static std::optional<Arn> parse(std::string_view text);
};

}  // namespace certwright::sandbox
