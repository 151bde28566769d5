#pragma once

#include <string>

namespace certwright::lifecycle {

/// Why AWS, or Certwright itself, will not do what is asked. Found out before anything is sent.
struct Refusal {
    std::string rule;  ///< a name for programs, which never changes: "key_type_changes"
    std::string message;
    std::string hint;

    bool operator==(const Refusal&) const = default;
};

/// What somebody should know before it is done.
struct Warning {
    std::string rule;  ///< as in Refusal
    std::string message;

    bool operator==(const Warning&) const = default;
};

}  // namespace certwright::lifecycle
