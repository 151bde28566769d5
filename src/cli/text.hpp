#pragma once

#include "base/json.hpp"

#include <optional>
#include <string>
#include <string_view>

/// How members of the API's documents read on a terminal.
namespace certwright::cli {

/// Without control characters, which could move the cursor or colour the screen: names and messages come
/// from AWS and from other people.
std::string printable(std::string_view text);

/// The places it takes on a terminal; every character counts one.
std::size_t places(std::string_view text);

/// A member as people read it: texts as they are, numbers, "yes" or "no", lists with commas; "-" for what
/// is missing, null or empty.
std::string shown(const json::object& from, std::string_view key);
std::string shown(const json::value& value);

/// The day alone: "2027-01-31".
std::string day(const json::object& from, std::string_view key);
/// To the second, with a blank: "2027-01-31 12:00:00Z".
std::string moment(const json::object& from, std::string_view key);

/// The member of a member: inner(row, "account", "name").
std::string inner(const json::object& from, std::string_view outer, std::string_view key);

/// "1 call", "2 calls".
std::string counted(std::int64_t count, std::string_view one, std::string_view several);

/// Its member `days_left` in words: "12 days", "expired"; "-" when that is not known.
std::string time_left(const json::object& from);

}  // namespace certwright::cli
