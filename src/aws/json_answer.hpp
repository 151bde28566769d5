#pragma once

#include <boost/json/fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What the JSON services share in their answers.
namespace certwright::aws {

/// The answer's object. Throws Fault::invalid for anything else, HTML included.
boost::json::object parse_answer(std::string_view body, std::string_view what);
/// A member that the answer is about. Throws Fault::invalid when it is missing.
const boost::json::array& required_list(const boost::json::object& from, std::string_view key);
const boost::json::object& required_object(const boost::json::object& from, std::string_view key);
std::string required_text(const boost::json::object& from, std::string_view key);
/// An element of a list, as an object. Throws Fault::invalid.
const boost::json::object& row_of(const boost::json::value& element, std::string_view list);

/// The member's text, or an empty one.
std::string text_or_empty(const boost::json::object& from, std::string_view key);
/// The member's object, or null.
const boost::json::object* find_object(const boost::json::object& from, std::string_view key);
/// [{"Key": …, "Value": …}] as both ACM and the tagging service write it; empty when it is missing.
std::map<std::string, std::string> tags_of(const boost::json::object& from, std::string_view key);

/// A name that a service gives in parts (`CommonName`, `Organization`, …) as RFC 4514 text, most
/// specific part first; empty for null.
std::string directory_name(const boost::json::object* parts);

}  // namespace certwright::aws
