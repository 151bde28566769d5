#pragma once

#include <string>
#include <string_view>

namespace certwright::inventory {

/// A pattern for names, in lower case: `*` stands for any characters, or, where the only one is a left-most
/// label by itself, for one label, as in a certificate.
class NamePattern {
  public:
    explicit NamePattern(std::string pattern);
    bool matches(std::string_view name) const;
    /// The longest piece without `*`: every name that matches contains it.
    std::string_view longest_piece() const;

  private:
    std::string pattern_;
    bool one_label_;
};

}  // namespace certwright::inventory
