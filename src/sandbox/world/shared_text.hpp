#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace certwright::sandbox {

/// A text that many have in common, and is kept once: chains, and the keys of a generated estate. Copies are
/// cheap; it never changes.
class SharedText {
  public:
    SharedText() = default;
    // Implicit, so that it is used like the string that it stands for.
    SharedText(std::string text)  // NOLINT(google-explicit-constructor)
        : text_(text.empty() ? nullptr : std::make_shared<const std::string>(std::move(text))) {}
    SharedText(std::string_view text)
        : SharedText(std::string{text}) {}                           // NOLINT(google-explicit-constructor)
    SharedText(const char* text) : SharedText(std::string{text}) {}  // NOLINT(google-explicit-constructor)

    const std::string& text() const noexcept {
        static const std::string none;
        return text_ ? *text_ : none;
    }
    operator const std::string&() const noexcept { return text(); }  // NOLINT(google-explicit-constructor)
    operator std::string_view() const noexcept { return text(); }    // NOLINT(google-explicit-constructor)
    bool empty() const noexcept { return text_ == nullptr; }

    bool operator==(const SharedText& other) const { return text_ == other.text_ || text() == other.text(); }

  private:
    std::shared_ptr<const std::string> text_;  ///< none: empty
};

}  // namespace certwright::sandbox
