#include "lifecycle/settings_check.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::lifecycle {

void SettingsCheck::text(const std::string& field, const std::string& value, std::size_t most) {
    if (value.size() > most) add(field, fmt::format("must have at most {} bytes", most));
    if (!is_storable_text(value)) add(field, "must be UTF-8 without NUL");
}

void SettingsCheck::name(const std::string& value) {
    text("name", value, 128);
    const bool is_blank = value.find_first_not_of(' ') == std::string::npos;
    const bool has_control =
        std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (is_blank || value.front() == ' ' || value.back() == ' ' || has_control)
        add("name", "must be a line of text without spaces around it");
}

void SettingsCheck::map(const std::string& field, const std::map<std::string, std::string>& values,
                        std::size_t longest_key, std::size_t longest_value) {
    if (values.size() > 50) add(field, "must be at most 50");
    for (const auto& [key, value] : values) {
        if (key.empty()) add(field, "must each have a name");
        text(field + "." + key, key, longest_key);
        text(field + "." + key, value, longest_value);
    }
}

void SettingsCheck::percent(const std::string& field, std::int64_t value) {
    if (value < 1 || value > 99) add(field, "must be 1 to 99 percent");
}

void SettingsCheck::add(const std::string& field, std::string problem) {
    found_.push_back({field, std::move(problem)});
}

void SettingsCheck::raise(std::string_view noun, const std::string& name) const {
    if (found_.empty()) return;
    Error error{Fault::invalid, fmt::format("the settings of {} {} cannot be right: {} {}", noun,
                                            in_quotes(name), found_.front().field, found_.front().problem)};
    // By way of another one: with_field() hands the very error back, and moved into itself it says nothing.
    for (const auto& [field, problem] : found_) error = Error{std::move(error).with_field(field, problem)};
    throw error;
}

}  // namespace certwright::lifecycle
