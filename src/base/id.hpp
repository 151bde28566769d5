#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace certwright {

/// A new identifier: `prefix`, an underscore and a ULID (26 characters of Crockford base 32: 48 bits
/// of milliseconds, 80 random bits), so that ids sort by the time they were made; those of one process in the
/// order in which they were made.
std::string new_id_text(std::string_view prefix);

/// An identifier that cannot be mistaken for another noun's. `Tag::prefix` is its prefix, for
/// example "acc".
template <class Tag>
class Id {
  public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}
    static Id make() { return Id{new_id_text(Tag::prefix)}; }

    const std::string& text() const noexcept { return text_; }
    bool empty() const noexcept { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

  private:
    std::string text_;
};

}  // namespace certwright

template <class Tag>
struct std::hash<certwright::Id<Tag>> {
    std::size_t operator()(const certwright::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
