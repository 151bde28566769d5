#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// A regular expression of AWS's service models, which are Java's; a value must match as a whole.
/// PCRE2 because they use look-ahead and Unicode classes. Matching is bounded: a value that would cost
/// too much does not match.
class Pattern {
  public:
    /// Throws Fault::internal when PCRE2 does not take it.
    explicit Pattern(std::string text);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    bool matches(std::string_view value) const;
    /// As the model writes it, which is how AWS quotes it.
    const std::string& text() const noexcept { return text_; }

  private:
    struct Compiled;
    std::string text_;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace certwright::sandbox
