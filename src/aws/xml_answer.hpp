#pragma once

#include "base/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

/// What the XML services share in their answers.
namespace certwright::aws {

/// Parses `xml` into `document` and gives the element `<{operation}Result>` of its root
/// `<{operation}Response>`, or the root itself where a service writes no result element (EC2). Throws
/// Fault::invalid for anything else, HTML included.
pugi::xml_node parse_answer(pugi::xml_document& document, std::string_view xml, const std::string& operation);

/// The child that the answer is about. Throws Fault::invalid when it is missing.
pugi::xml_node required_child(pugi::xml_node from, const char* name);
std::string required_text(pugi::xml_node from, const char* name);

std::string text_of(pugi::xml_node from, const char* name);
/// ISO 8601 in UTC; absent when it is missing or no time.
std::optional<Time> time_of(pugi::xml_node from, const char* name);
/// <Tags><member><Key/><Value/></member></Tags>
std::map<std::string, std::string> tags_of(pugi::xml_node tags);
/// The marker of a truncated answer; empty on the last page.
std::string marker_of(pugi::xml_node result);

}  // namespace certwright::aws
