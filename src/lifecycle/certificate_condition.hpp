#pragma once

#include "base/time.hpp"
#include "store/connection.hpp"

#include <string>
#include <string_view>

namespace certwright::lifecycle {

/// Writes what one value of one property of a filter asks for, as a condition over `certificates c` and its
/// current version in `certificate_versions v`. The values that a condition names by their numbers are
/// appended to `values`.
class CertificateCondition {
  public:
    /// `connection` is null where only the value is looked at.
    CertificateCondition(store::Connection* connection, Time now, store::Values& values)
        : connection_(connection), now_(now), values_(values) {}

    /// Throws Fault::invalid for a value that cannot be meant.
    std::string of(const std::string& property, const std::string& value);
    /// That the serial number or the fingerprint of any version is exactly this: of free text.
    std::string of_identity(const std::string& text);

  private:
    std::string bind(store::Value value);
    std::string contains(std::string_view expression, const std::string& text);
    std::string of_domain(const std::string& value);
    std::string of_tag(const std::string& value);
    std::string of_fingerprint(const std::string& value);
    std::string of_text(const std::string& value);
    std::string of_group(const std::string& value);

    store::Connection* connection_;
    Time now_;
    store::Values& values_;
};

/// Whether the condition is over `certificate_versions v`, or over `certificates c` alone.
bool is_about_version(std::string_view property);

}  // namespace certwright::lifecycle
