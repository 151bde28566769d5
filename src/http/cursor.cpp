#include "http/cursor.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <charconv>

namespace certwright::http {

namespace {

Error broken() {
    return Error{Fault::invalid, "the cursor is not one that a list of this kind gave out",
                 "start again without a cursor"}
        .with_field("cursor", "is not known here");
}

}  // namespace

std::string encode_cursor(const std::vector<std::string>& parts) {
    return to_base64url(as_bytes(boost::json::serialize(json::from_texts(parts))));
}

std::vector<std::string> decode_cursor(std::string_view text, std::size_t parts) {
    try {
        std::string base64{text};
        std::ranges::replace(base64, '-', '+');
        std::ranges::replace(base64, '_', '/');
        base64.append((4 - base64.size() % 4) % 4, '=');
        const Bytes bytes = from_base64(base64);
        const json::value decoded = json::parse(as_text(bytes), "cursor");
        std::vector<std::string> found;
        if (!decoded.is_array()) throw broken();
        for (const json::value& part : decoded.get_array()) {
            if (!part.is_string()) throw broken();
            found.emplace_back(part.get_string());
        }
        if (found.size() != parts) throw broken();
        return found;
    } catch (const Error& error) {
        // Whichever step failed, to the caller the cursor is simply not one of ours.
        if (!error.fields().empty()) throw;
        throw broken();
    }
}

std::int64_t cursor_number(std::string_view part) {
    const char* end = part.data() + part.size();
    std::int64_t number = 0;
    const auto [stop, problem] = std::from_chars(part.data(), end, number);
    if (problem != std::errc{} || stop != end || number < 0) throw broken();
    return number;
}

std::int64_t decode_cursor_number(std::string_view text) {
    return cursor_number(decode_cursor(text, 1).front());
}

}  // namespace certwright::http
