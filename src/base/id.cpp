#include "base/id.hpp"

#include <sys/random.h>

#include <array>
#include <chrono>
#include <cstdint>

#include "base/error.hpp"

namespace certwright {

std::string new_id_text(std::string_view prefix) {
    constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    const auto millis =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
    std::array<std::uint8_t, 16> random{};
    ensure(getrandom(random.data(), random.size(), 0) == static_cast<ssize_t>(random.size()), "getrandom");

    std::string text{prefix};
    text += '_';
    for (int shift = 45; shift >= 0; shift -= 5) text += alphabet[(millis >> shift) & 31];
    for (const std::uint8_t byte : random) text += alphabet[byte & 31];
    return text;
}

}  // namespace certwright
