#include "aws/json_answer.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::aws {
namespace {

[[noreturn]] void refuse(std::string_view key, std::string_view wanted) {
    throw Error{Fault::invalid, "the answer has no " + std::string{wanted} + " '" + std::string{key} + "'"};
}

/// RFC 4514 section 2.4.
std::string escape_attribute(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool edge_space = c == ' ' && (i == 0 || i + 1 == value.size());
        if (std::string_view{",+\"\\<>;"}.find(c) != std::string_view::npos || edge_space ||
            (c == '#' && i == 0))
            text += '\\';
        text += c;
    }
    return text;
}

}  // namespace

json::object parse_answer(std::string_view body, std::string_view what) {
    auto parsed = json::parse(body, what);
    if (!parsed.is_object())
        throw Error{Fault::invalid, "cannot read " + std::string{what} + ": it is no JSON object"};
    return std::move(parsed.get_object());
}

const json::array& required_list(const json::object& from, std::string_view key) {
    const json::value* member = json::find(from, key);
    if (!member || !member->is_array()) refuse(key, "list");
    return member->get_array();
}

const json::object& required_object(const json::object& from, std::string_view key) {
    const json::object* member = find_object(from, key);
    if (!member) refuse(key, "object");
    return *member;
}

std::string required_text(const json::object& from, std::string_view key) {
    std::string text = text_or_empty(from, key);
    if (text.empty()) refuse(key, "text");
    return text;
}

const json::object& row_of(const json::value& element, std::string_view list) {
    if (!element.is_object())
        throw Error{Fault::invalid,
                    "the answer's '" + std::string{list} + "' has an element that is no object"};
    return element.get_object();
}

std::string text_or_empty(const json::object& from, std::string_view key) {
    return json::text(from, key).value_or(std::string{});
}

const json::object* find_object(const json::object& from, std::string_view key) {
    const json::value* member = json::find(from, key);
    return member && member->is_object() ? &member->get_object() : nullptr;
}

std::map<std::string, std::string> tags_of(const json::object& from, std::string_view key) {
    std::map<std::string, std::string> tags;
    const json::value* member = json::find(from, key);
    if (!member || !member->is_array()) return tags;
    for (const json::value& element : member->get_array()) {
        if (!element.is_object()) continue;
        const auto name = json::text(element.get_object(), "Key");
        if (name) tags[*name] = text_or_empty(element.get_object(), "Value");
    }
    return tags;
}

std::string directory_name(const json::object* parts) {
    if (!parts) return {};
    struct Attribute {
        const char* member;
        const char* name;
    };
    static constexpr Attribute attributes[] = {{"CommonName", "CN"},  {"OrganizationalUnit", "OU"},
                                               {"Organization", "O"}, {"Locality", "L"},
                                               {"State", "ST"},       {"Country", "C"}};
    std::string text;
    const auto append = [&](std::string_view name, std::string_view value) {
        if (!text.empty()) text += ',';
        text.append(name).append("=").append(escape_attribute(value));
    };
    for (const auto& [member, name] : attributes)
        if (const auto value = text_or_empty(*parts, member); !value.empty()) append(name, value);
    for (const auto& component : json::texts(*parts, "DomainComponents")) append("DC", component);
    return text;
}

}  // namespace certwright::aws
