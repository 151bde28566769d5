#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

enum class Severity {
    error,    ///< clients or services refuse it
    warning,  ///< some do, or soon will
    note,     ///< worth knowing
};
std::string_view to_string(Severity severity);

/// What a check of a certificate has found.
struct Finding {
    std::string id;  ///< of the check, for programs; never changes: "weak_key"
    Severity severity = Severity::note;
    std::string message, hint;
    bool refused_by_acm = false;  ///< it is not deployed to AWS-ACM because of it

    bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

}  // namespace certwright::lifecycle
