#include "base/json.hpp"

#include "base/error.hpp"

#include <cmath>

namespace certwright::json {

value parse(std::string_view text, std::string_view what) {
    boost::system::error_code problem;
    value parsed = boost::json::parse(text, problem);
    if (problem)
        throw Error{Fault::invalid, "cannot read " + std::string{what} + " as JSON: " + problem.message()};
    return parsed;
}

const value* find(const object& from, std::string_view key) {
    const value* member = from.if_contains(key);
    return member && !member->is_null() ? member : nullptr;
}

std::optional<std::string> text(const object& from, std::string_view key) {
    const value* member = find(from, key);
    if (!member || !member->is_string()) return std::nullopt;
    return std::string{member->get_string()};
}

std::optional<std::int64_t> integer(const object& from, std::string_view key) {
    const value* member = find(from, key);
    if (!member) return std::nullopt;
    boost::system::error_code problem;
    const auto number = member->to_number<std::int64_t>(problem);
    return problem ? std::nullopt : std::optional{number};
}

std::optional<bool> boolean(const object& from, std::string_view key) {
    const value* member = find(from, key);
    if (!member || !member->is_bool()) return std::nullopt;
    return member->get_bool();
}

std::optional<Time> epoch_seconds(const object& from, std::string_view key) {
    const value* member = find(from, key);
    if (!member) return std::nullopt;
    boost::system::error_code problem;
    const auto seconds = member->to_number<double>(problem);
    // Year 9999; anything beyond is not a time that a certificate or a database can hold.
    if (problem || !std::isfinite(seconds) || std::abs(seconds) > 253402300799.0) return std::nullopt;
    return Time{Duration{std::llround(seconds * 1e6)}};
}

std::vector<std::string> texts(const object& from, std::string_view key) {
    std::vector<std::string> found;
    const value* member = find(from, key);
    if (!member || !member->is_array()) return found;
    for (const value& element : member->get_array())
        if (element.is_string()) found.emplace_back(element.get_string());
    return found;
}

std::vector<std::string> parse_texts(std::string_view text, std::string_view what) {
    const value parsed = parse(text, what);
    if (!parsed.is_array()) throw Error{Fault::invalid, "cannot read " + std::string{what} + ": not a list"};
    std::vector<std::string> found;
    for (const value& element : parsed.get_array()) {
        if (!element.is_string())
            throw Error{Fault::invalid, "cannot read " + std::string{what} + ": not a text"};
        found.emplace_back(element.get_string());
    }
    return found;
}

value from_time(std::optional<Time> time) {
    return time ? value(format_rfc3339(*time)) : value(nullptr);
}

value or_null(std::string_view text) {
    return text.empty() ? value(nullptr) : value(text);
}

array from_texts(const std::vector<std::string>& texts) {
    return array(texts.begin(), texts.end());
}

}  // namespace certwright::json
