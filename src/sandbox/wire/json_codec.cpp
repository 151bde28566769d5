#include "sandbox/wire/json_codec.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/wire/json_writer.hpp"
#include "sandbox/wire/service_error.hpp"

#include <cmath>

namespace certwright::sandbox {
namespace {

[[noreturn]] void refuse_json(std::string message) {
    throw ServiceError{"SerializationException", std::move(message)};
}

/// How AWS's JSON reader names what it found.
std::string token_of(const json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::bool_:
            return value.get_bool() ? "TRUE_VALUE" : "FALSE_VALUE";
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
            return "NUMBER_VALUE";
        case boost::json::kind::double_:
            return "DECIMAL_VALUE";
        case boost::json::kind::string:
            return "STRING_VALUE";
        case boost::json::kind::array:
            return "START_ARRAY";
        case boost::json::kind::object:
            return "START_OBJECT";
        case boost::json::kind::null:
            return "NULL_VALUE";
    }
    return "NULL_VALUE";
}

[[noreturn]] void refuse_kind(const json::value& value, std::string_view wanted) {
    if (value.is_structured()) refuse_json("Start of structure or map found where not expected.");
    refuse_json(token_of(value) + " can not be converted to " + std::string{wanted});
}

json::value decode_value(const Shape& shape, const json::value& value);

json::object decode_structure(const Shape& shape, const json::object& from) {
    json::object out;
    for (const auto& member : shape.members) {
        const auto* found = json::find(from, member.wire_name());
        if (found != nullptr) out.emplace(member.name, decode_value(*member.shape, *found));
    }
    if (shape.is_union && out.size() != 1) refuse_json("Unions must have exactly one member set");
    return out;
}

json::value decode_blob(const json::value& value) {
    if (!value.is_string()) refuse_kind(value, "a Blob");
    try {
        return json::value(as_text(from_base64(value.get_string())));
    } catch (const Error&) {
        refuse_json("Failed to base64 decode a Blob");
    }
}

json::value decode_value(const Shape& shape, const json::value& value) {
    switch (shape.kind) {
        case Kind::structure:
            if (!value.is_object()) refuse_json("Unexpected field type");
            return decode_structure(shape, value.get_object());
        case Kind::list: {
            if (!value.is_array()) refuse_json("Expected list or null");
            json::array out;
            for (const auto& element : value.get_array()) {
                if (!element.is_null()) out.push_back(decode_value(*shape.element.shape, element));
            }
            return out;
        }
        case Kind::map: {
            if (!value.is_object()) refuse_json("Expected map or null");
            json::object out;
            for (const auto& [key, element] : value.get_object()) {
                if (!element.is_null()) out.emplace(key, decode_value(*shape.element.shape, element));
            }
            return out;
        }
        case Kind::text:
            if (!value.is_string()) refuse_kind(value, "a String");
            return value;
        case Kind::integer:
            if (value.is_double() && std::abs(value.get_double()) < 1e15) {
                return static_cast<std::int64_t>(value.get_double());
            }
            if (!value.is_int64()) refuse_kind(value, "an Integer");
            return value;
        case Kind::real:
        case Kind::timestamp:
            if (!value.is_number()) refuse_kind(value, shape.kind == Kind::real ? "a Double" : "a Timestamp");
            return value.to_number<double>();
        case Kind::boolean:
            if (!value.is_bool()) refuse_kind(value, "a Boolean");
            return value;
        case Kind::blob:
            return decode_blob(value);
    }
    return nullptr;
}

void encode(const Shape& shape, const json::value& value, JsonWriter& out);

void encode_structure(const Shape& shape, const json::object& from, JsonWriter& out) {
    out.begin_object();
    for (const auto& [name, value] : from) {
        const Member& member = shape.at(name);
        if (value.is_null()) continue;
        out.name(member.wire_name());
        encode(*member.shape, value, out);
    }
    out.end_object();
}

void encode(const Shape& shape, const json::value& value, JsonWriter& out) {
    switch (shape.kind) {
        case Kind::structure:
            return encode_structure(shape, value.as_object(), out);
        case Kind::list:
            out.begin_array();
            for (const auto& element : value.as_array()) encode(*shape.element.shape, element, out);
            return out.end_array();
        case Kind::map:
            out.begin_object();
            for (const auto& [name, element] : value.as_object()) {
                out.key(name);
                encode(*shape.element.shape, element, out);
            }
            return out.end_object();
        case Kind::blob:
            return out.text(to_base64(as_bytes(value.as_string())));
        case Kind::text:
            return out.text(value.as_string());
        case Kind::integer:
        case Kind::real:
        case Kind::boolean:
        case Kind::timestamp:
            return out.scalar(value);
    }
}

}  // namespace

json::object decode_json(const Shape& shape, std::string_view body) {
    if (body.empty()) return {};
    boost::json::error_code problem;
    const auto parsed = boost::json::parse(body, problem);
    if (problem || !parsed.is_object()) refuse_json("");
    return decode_structure(shape, parsed.get_object());
}

json::object decode_json(const Shape& shape, const json::value& value) {
    return decode_value(shape, value).as_object();
}

std::string encode_json(const Shape& shape, const json::object& output) {
    JsonWriter out;
    encode_structure(shape, output, out);
    return std::move(out).take();
}

}  // namespace certwright::sandbox
