#include "sandbox/acm/punycode.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace certwright::sandbox::acm {
namespace {

// The parameters of RFC 3492 section 5.
constexpr std::uint64_t base = 36, t_min = 1, t_max = 26, skew = 38, damp = 700;
constexpr std::uint64_t initial_bias = 72, initial_character = 0x80;
constexpr std::uint64_t last_character = 0x10FFFF;

std::optional<std::uint64_t> digit_of(char character) {
    if (character >= 'a' && character <= 'z') return static_cast<std::uint64_t>(character - 'a');
    if (character >= '0' && character <= '9') return static_cast<std::uint64_t>(character - '0' + 26);
    return std::nullopt;
}

/// Section 6.1.
std::uint64_t adapted_bias(std::uint64_t delta, std::uint64_t length, bool first) {
    delta /= first ? damp : 2;
    delta += delta / length;
    std::uint64_t steps = 0;
    for (; delta > (base - t_min) * t_max / 2; steps += base) delta /= base - t_min;
    return steps + (base - t_min + 1) * delta / (delta + skew);
}

/// Takes one variable-length number off the front; absent when it does not end, or ends beyond `most`.
std::optional<std::uint64_t> take_delta(std::string_view& from, std::uint64_t bias, std::uint64_t most) {
    std::uint64_t delta = 0, weight = 1;
    for (std::uint64_t k = base; !from.empty(); k += base) {
        const auto digit = digit_of(from.front());
        from.remove_prefix(1);
        if (!digit) return std::nullopt;
        delta += *digit * weight;
        if (delta > most) return std::nullopt;
        const std::uint64_t threshold = k <= bias ? t_min : std::min(t_max, k - bias);
        if (*digit < threshold) return delta;
        weight *= base - threshold;
        // Digits of a weight beyond what is left can only be zeros.
        weight = std::min(weight, most + 1);
    }
    return std::nullopt;
}

bool is_surrogate(std::uint64_t character) {
    return character >= 0xD800 && character <= 0xDFFF;
}

}  // namespace

bool is_punycode(std::string_view encoded) {
    const auto hyphen = encoded.rfind('-');
    std::uint64_t length = hyphen == encoded.npos ? 0 : hyphen;
    auto deltas = encoded.substr(hyphen == encoded.npos ? 0 : hyphen + 1);
    if (deltas.empty()) return false;
    std::uint64_t character = initial_character, bias = initial_bias, place = 0;
    for (bool first = true; !deltas.empty(); first = false) {
        ++length;
        const auto delta = take_delta(deltas, bias, (last_character - character + 1) * length);
        if (!delta) return false;
        bias = adapted_bias(*delta, length, first);
        character += (place + *delta) / length;
        if (character > last_character || is_surrogate(character)) return false;
        place = (place + *delta) % length + 1;
    }
    return true;
}

}  // namespace certwright::sandbox::acm
