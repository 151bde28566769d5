#include "store/text.hpp"

#include "base/error.hpp"

#include <cstdint>

namespace certwright::store {
namespace {

/// Length of the well-formed UTF-8 sequence at the start of `rest`, 0 when it is malformed.
std::size_t sequence_length(std::string_view rest) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(rest[at]); };
    const auto continues = [&](std::size_t at, std::uint8_t low, std::uint8_t high) {
        return at < rest.size() && byte(at) >= low && byte(at) <= high;
    };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1, 0x80, 0xBF) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        // E0 would allow an overlong form and ED a surrogate.
        const std::uint8_t low = lead == 0xE0 ? 0xA0 : 0x80;
        const std::uint8_t high = lead == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const std::uint8_t low = lead == 0xF0 ? 0x90 : 0x80;
        const std::uint8_t high = lead == 0xF4 ? 0x8F : 0xBF;
        return continues(1, low, high) && continues(2, 0x80, 0xBF) && continues(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

}  // namespace

void require_storable(std::string_view text) {
    while (!text.empty()) {
        if (text.front() == '\0') throw Error{Fault::invalid, "text for the database holds a NUL character"};
        const std::size_t length = sequence_length(text);
        if (length == 0) throw Error{Fault::invalid, "text for the database is not valid UTF-8"};
        text.remove_prefix(length);
    }
}

}  // namespace certwright::store
