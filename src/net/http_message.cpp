#include "net/http_message.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace certwright::net {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    // Only ASCII letters fold: field names have no others, and a locale must not have a say.
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
}

void Headers::set(std::string_view name, std::string value) {
    const auto is_named = [&](const auto& field) { return equal_ignoring_case(field.first, name); };
    const auto first = std::find_if(fields_.begin(), fields_.end(), is_named);
    if (first == fields_.end()) {
        add(std::string{name}, std::move(value));
        return;
    }
    first->second = std::move(value);
    fields_.erase(std::remove_if(first + 1, fields_.end(), is_named), fields_.end());
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (const auto& [field, value] : fields_) {
        if (equal_ignoring_case(field, name)) return value;
    }
    return std::nullopt;
}

}  // namespace certwright::net
