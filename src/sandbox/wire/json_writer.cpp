#include "sandbox/wire/json_writer.hpp"

#include "base/json.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <iterator>

namespace certwright::sandbox {
namespace {

constexpr std::string_view short_escapes = "btnvfr";  ///< of 8 to 13; JSON has no \v

/// What has to be escaped: section 7.
bool needs_escape(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
}

void append_escaped(std::string& to, char character) {
    const auto code = static_cast<unsigned char>(character);
    if (code >= 0x20) {
        to += {'\\', character};
    } else if (code >= 8 && code <= 13 && code != 11) {
        to += {'\\', short_escapes[code - 8U]};
    } else {
        fmt::format_to(std::back_inserter(to), "\\u{:04x}", code);
    }
}

/// Of a fraction the shortest text that reads as the same.
template <class Number>
void append_number(std::string& to, Number number) {
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    to.append(text.data(), end);
}

}  // namespace

void JsonWriter::separate() {
    if (needs_comma_) written_ += ',';
    needs_comma_ = true;
}

void JsonWriter::begin(char bracket) {
    separate();
    written_ += bracket;
    needs_comma_ = false;
}

void JsonWriter::end(char bracket) {
    written_ += bracket;
    needs_comma_ = true;
}

void JsonWriter::quote(std::string_view text) {
    written_ += '"';
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!needs_escape(text[at])) continue;
        written_.append(text, from, at - from);
        append_escaped(written_, text[at]);
        from = at + 1;
    }
    written_.append(text, from);
    written_ += '"';
}

void JsonWriter::name(std::string_view name) {
    separate();
    written_ += '"';
    written_ += name;
    written_ += "\":";
    needs_comma_ = false;
}

void JsonWriter::key(std::string_view key) {
    separate();
    quote(key);
    written_ += ':';
    needs_comma_ = false;
}

void JsonWriter::text(std::string_view value) {
    separate();
    quote(value);
}

void JsonWriter::scalar(const boost::json::value& value) {
    separate();
    switch (value.kind()) {
        case boost::json::kind::bool_:
            written_ += value.get_bool() ? "true" : "false";
            return;
        case boost::json::kind::int64:
            return append_number(written_, value.get_int64());
        case boost::json::kind::uint64:
            return append_number(written_, value.get_uint64());
        case boost::json::kind::double_:
            return append_number(written_, value.get_double());
        default:
            written_ += boost::json::serialize(value);
    }
}

}  // namespace certwright::sandbox
