#include "aws/xml_answer.hpp"

#include "base/error.hpp"

#include <pugixml.hpp>

namespace certwright::aws {

pugi::xml_node parse_answer(pugi::xml_document& document, std::string_view xml,
                            const std::string& operation) {
    const auto parsed = document.load_buffer(xml.data(), xml.size());
    if (!parsed)
        throw Error{Fault::invalid,
                    "cannot read the answer to " + operation + " as XML: " + parsed.description()};
    const auto root = document.child((operation + "Response").c_str());
    if (!root) throw Error{Fault::invalid, "the answer is no " + operation + "Response"};
    const auto result = root.child((operation + "Result").c_str());
    return result ? result : root;
}

pugi::xml_node required_child(pugi::xml_node from, const char* name) {
    const auto child = from.child(name);
    if (!child) throw Error{Fault::invalid, "the answer has no element '" + std::string{name} + "'"};
    return child;
}

std::string required_text(pugi::xml_node from, const char* name) {
    std::string text = text_of(from, name);
    if (text.empty()) throw Error{Fault::invalid, "the answer has no text '" + std::string{name} + "'"};
    return text;
}

std::string text_of(pugi::xml_node from, const char* name) {
    return from.child_value(name);
}

std::optional<Time> time_of(pugi::xml_node from, const char* name) {
    const std::string text = text_of(from, name);
    if (text.empty()) return std::nullopt;
    try {
        return parse_rfc3339(text);
    } catch (const Error&) {
        return std::nullopt;  // a date that cannot be read is a detail; the certificate is not
    }
}

std::map<std::string, std::string> tags_of(pugi::xml_node tags) {
    std::map<std::string, std::string> found;
    for (const auto member : tags.children("member"))
        if (auto key = text_of(member, "Key"); !key.empty()) found[std::move(key)] = text_of(member, "Value");
    return found;
}

std::string marker_of(pugi::xml_node result) {
    return text_of(result, "IsTruncated") == "true" ? required_text(result, "Marker") : std::string{};
}

}  // namespace certwright::aws
