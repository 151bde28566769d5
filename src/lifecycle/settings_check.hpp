#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::lifecycle {

/// Collects what is wrong with what users say about a thing, so that all of it is told at once.
class SettingsCheck {
  public:
    /// At most so many bytes, of UTF-8.
    void text(const std::string& field, const std::string& value, std::size_t most);
    void name(const std::string& value);
    /// At most 50.
    void map(const std::string& field, const std::map<std::string, std::string>& values,
             std::size_t longest_key, std::size_t longest_value);
    void percent(const std::string& field, std::int64_t value);
    void add(const std::string& field, std::string problem);

    /// Throws Fault::invalid with all that was found wrong with this one: "certificate" named `name`.
    void raise(std::string_view noun, const std::string& name) const;

  private:
    std::vector<FieldProblem> found_;
};

}  // namespace certwright::lifecycle
