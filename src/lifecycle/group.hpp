#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "lifecycle/certificate_filter.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace certwright::lifecycle {

struct GroupTag {
    static constexpr std::string_view prefix = "grp";
};
using GroupId = Id<GroupTag>;

/// What users say about a group.
struct GroupSettings {
    std::string name, description;
    /// What its members are found by, each time anew; absent for members that are picked by hand.
    std::optional<FilterParameters> rule;
};

/// Certificates of the repository that belong together.
struct Group {
    GroupId id;
    GroupSettings settings;
    std::string created_by;
    Time created_at, updated_at;
};

/// Throws Fault::invalid with a FieldProblem for each setting that cannot be right. A rule is what the list
/// of certificates is filtered by; it names no groups, so that none can depend on itself.
void check_group(const GroupSettings& settings);

}  // namespace certwright::lifecycle
