#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::cli {
namespace {

constexpr std::string_view nothing = "-";

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool is_c1 =
            byte == 0xC2U && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0U;
        if (is_c1) ++i;
        clean += byte < 0x20U || byte == 0x7FU || is_c1 ? '?' : text[i];
    }
    return clean;
}

std::size_t places(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

std::string shown(const json::value& value) {
    if (value.is_string())
        return value.get_string().empty() ? std::string{nothing} : printable(value.get_string());
    if (value.is_bool()) return value.get_bool() ? "yes" : "no";
    if (value.is_array()) {
        std::string list;
        for (const json::value& one : value.get_array()) list += (list.empty() ? "" : ", ") + shown(one);
        return list.empty() ? std::string{nothing} : list;
    }
    if (value.is_null()) return std::string{nothing};
    return boost::json::serialize(value);
}

std::string shown(const json::object& from, std::string_view key) {
    const json::value* value = json::find(from, key);
    return value ? shown(*value) : std::string{nothing};
}

std::string day(const json::object& from, std::string_view key) {
    return shown(from, key).substr(0, std::string_view{"2027-01-31"}.size());
}

std::string moment(const json::object& from, std::string_view key) {
    std::string written = shown(from, key);
    const auto separator = written.find('T');
    if (separator == std::string::npos) return written;
    written[separator] = ' ';
    const auto fraction = written.find('.');
    return fraction == std::string::npos ? written : written.substr(0, fraction) + "Z";
}

std::string inner(const json::object& from, std::string_view outer, std::string_view key) {
    const json::value* value = json::find(from, outer);
    return value && value->is_object() ? shown(value->get_object(), key) : std::string{nothing};
}

std::string counted(std::int64_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

std::string time_left(const json::object& from) {
    const auto days = json::integer(from, "days_left");
    if (!days) return "-";
    if (*days == 0) return "less than a day";
    return *days < 0 ? "expired" : counted(*days, "day", "days");
}

}  // namespace certwright::cli
