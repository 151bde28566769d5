#pragma once

#include "base/time.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Tolerant reading of JSON that others wrote: what is missing or null is absent, what is extra is
/// ignored. Heavy: include it in sources, `json_fwd.hpp` style forward declarations in headers.
namespace certwright::json {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// Parses UTF-8 JSON nested at most 32 deep. Throws Fault::invalid naming `what` was read.
value parse(std::string_view text, std::string_view what);

/// The member, or nullptr when it is missing or null.
const value* find(const object& from, std::string_view key);
/// The member when it has that kind, else absent.
std::optional<std::string> text(const object& from, std::string_view key);
std::optional<std::int64_t> integer(const object& from, std::string_view key);
std::optional<bool> boolean(const object& from, std::string_view key);
/// Epoch seconds with or without a fraction, as AWS JSON 1.1 writes timestamps.
std::optional<Time> epoch_seconds(const object& from, std::string_view key);
/// Every string element of an array member; empty when it is missing.
std::vector<std::string> texts(const object& from, std::string_view key);

/// A JSON array of strings, as lists are stored in one column. Throws Fault::invalid for anything else.
std::vector<std::string> parse_texts(std::string_view text, std::string_view what);

/// RFC 3339, or null.
value from_time(std::optional<Time> time);
/// The value, or null when absent.
template <class T>
value from_optional(const std::optional<T>& known) {
    return known ? value(*known) : value(nullptr);
}
/// The text, or null when empty.
value or_null(std::string_view text);
array from_texts(const std::vector<std::string>& texts);

}  // namespace certwright::json
