#include "sandbox/sqs/message_attributes.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "crypto/md5.hpp"
#include "sandbox/sqs/refusal.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <utility>

namespace certwright::sandbox::sqs {
namespace {

constexpr char string_kind = 1, binary_kind = 2;

bool is_binary(const json::object& attribute) {
    return json::text(attribute, "DataType").value_or("").starts_with("Binary");
}

std::string value_of(const json::object& attribute) {
    return json::text(attribute, is_binary(attribute) ? "BinaryValue" : "StringValue").value_or("");
}

/// Its length in four bytes, the highest first, and the text.
void put_counted(std::string& into, std::string_view text) {
    const auto size = text.size();
    for (const unsigned shift : {24U, 16U, 8U, 0U}) into += static_cast<char>((size >> shift) & 0xFFU);
    into += text;
}

bool is_wanted(std::string_view name, const std::vector<std::string>& names) {
    for (const auto& wanted : names) {
        if (wanted == "All" || wanted == ".*" || wanted == name) return true;
        const bool is_prefix = wanted.ends_with(".*");
        if (is_prefix && name.starts_with(wanted.substr(0, wanted.size() - 2))) return true;
    }
    return false;
}

}  // namespace

void check_message_attributes(const json::object& attributes) {
    for (const auto& [name, value] : attributes) {
        const auto& attribute = value.as_object();
        const auto type = json::text(attribute, "DataType").value_or("");
        const bool known =
            type.starts_with("String") || type.starts_with("Number") || type.starts_with("Binary");
        if (!known) {
            throw refusal("InvalidParameterValue",
                          fmt::format("The message attribute '{}' has an invalid message attribute type, the "
                                      "set of supported type prefixes is Binary, Number, and String.",
                                      std::string_view{name}));
        }
        if (value_of(attribute).empty()) {
            throw refusal(
                "InvalidParameterValue",
                fmt::format("The message attribute '{}' must contain a non-empty value of type '{}'.",
                            std::string_view{name}, type));
        }
    }
}

std::string attributes_md5(const json::object& attributes) {
    std::map<std::string, const json::object*> sorted;
    for (const auto& [name, value] : attributes) sorted.emplace(name, &value.as_object());
    std::string all;
    for (const auto& [name, attribute] : sorted) {
        put_counted(all, name);
        put_counted(all, json::text(*attribute, "DataType").value_or(""));
        all += is_binary(*attribute) ? binary_kind : string_kind;
        put_counted(all, value_of(*attribute));
    }
    return crypto::md5_hex(as_bytes(all));
}

json::object wanted_attributes(const json::object& attributes, const std::vector<std::string>& names) {
    json::object wanted;
    for (const auto& [name, value] : attributes) {
        if (is_wanted(name, names)) wanted.emplace(name, value);
    }
    return wanted;
}

std::string attributes_text(const json::object& attributes) {
    if (attributes.empty()) return "";
    json::object kept = attributes;
    for (auto& entry : kept) {
        auto& attribute = entry.value().as_object();
        if (auto* blob = attribute.if_contains("BinaryValue"))
            *blob = to_base64(as_bytes(std::string_view{blob->as_string()}));
    }
    return boost::json::serialize(kept);
}

json::object read_attributes(const std::string& text) {
    if (text.empty()) return {};
    json::object attributes = json::parse(text, "message attributes").as_object();
    for (auto& entry : attributes) {
        auto& attribute = entry.value().as_object();
        if (auto* blob = attribute.if_contains("BinaryValue"))
            *blob = as_text(from_base64(std::string_view{blob->as_string()}));
    }
    return attributes;
}

}  // namespace certwright::sandbox::sqs
