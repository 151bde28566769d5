#include "sandbox/wire/scalar.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>

namespace certwright::sandbox {
namespace {

[[noreturn]] void refuse_scalar(std::string_view text, std::string_view wanted) {
    throw ServiceError{"MalformedInput", fmt::format("'{}' is not {}", text.substr(0, 100), wanted)};
}

template <class Number>
Number number_of(std::string_view text, std::string_view wanted) {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size()) refuse_scalar(text, wanted);
    return number;
}

double seconds_of(std::string_view text) {
    if (!text.empty() && text.find_first_not_of("0123456789.") == text.npos) {
        return number_of<double>(text, "a timestamp");
    }
    try {
        return static_cast<double>(to_micros(parse_rfc3339(text))) / 1e6;
    } catch (const Error&) {
        refuse_scalar(text, "a timestamp");
    }
}

std::string format_timestamp(double seconds, TimestampFormat format) {
    const auto time = Time{Duration{static_cast<std::int64_t>(seconds * 1e6)}};
    switch (format) {
        case TimestampFormat::epoch:
            return fmt::format("{:.3f}", seconds);
        case TimestampFormat::rfc822:
            return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                               fmt::gmtime(static_cast<std::time_t>(seconds)));
        case TimestampFormat::unset:
        case TimestampFormat::iso8601:
            return format_rfc3339(std::chrono::floor<std::chrono::milliseconds>(time));
    }
    return {};
}

}  // namespace

json::value decode_scalar(const Shape& shape, std::string_view text) {
    switch (shape.kind) {
        case Kind::text:
            return json::value(text);
        case Kind::integer:
            return number_of<std::int64_t>(text, "an integer");
        case Kind::real:
            return number_of<double>(text, "a number");
        case Kind::boolean:
            if (text == "true" || text == "True" || text == "1") return true;
            if (text == "false" || text == "False" || text == "0") return false;
            refuse_scalar(text, "a boolean");
        case Kind::timestamp:
            return seconds_of(text);
        case Kind::blob:
            try {
                return json::value(as_text(from_base64(text)));
            } catch (const Error&) {
                refuse_scalar(text, "base64");
            }
        case Kind::structure:
        case Kind::list:
        case Kind::map:
            break;
    }
    refuse_scalar(text, "expected here");
}

std::string encode_scalar(const Shape& shape, const json::value& value, TimestampFormat fallback) {
    switch (shape.kind) {
        case Kind::boolean:
            return value.as_bool() ? "true" : "false";
        case Kind::integer:
            return std::to_string(value.to_number<std::int64_t>());
        case Kind::real:
            return fmt::format("{}", value.to_number<double>());
        case Kind::blob:
            return to_base64(as_bytes(value.as_string()));
        case Kind::timestamp:
            return format_timestamp(
                value.to_number<double>(),
                shape.timestamp_format == TimestampFormat::unset ? fallback : shape.timestamp_format);
        case Kind::text:
            return std::string{value.as_string()};
        case Kind::structure:
        case Kind::list:
        case Kind::map:
            break;
    }
    throw Error{Fault::internal, shape.name + " is no scalar"};
}

}  // namespace certwright::sandbox
