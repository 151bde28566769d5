#include "base/id.hpp"

#include "base/error.hpp"

#include <sys/random.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace certwright {
namespace {

/// 48 bits of milliseconds and sixteen random digits of base 32, as numbers.
struct Ulid {
    std::uint64_t millis = 0;
    std::array<std::uint8_t, 16> digits{};
};

std::array<std::uint8_t, 16> random_digits() {
    std::array<std::uint8_t, 16> digits{};
    ensure(getrandom(digits.data(), digits.size(), 0) == static_cast<ssize_t>(digits.size()), "getrandom");
    for (std::uint8_t& digit : digits) digit &= 31;
    return digits;
}

void increment(std::array<std::uint8_t, 16>& digits) {
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        *digit = (*digit + 1) & 31;
        if (*digit != 0) return;
    }
}

/// Within one millisecond, and while the clock goes back, the last one and one more: what this process makes
/// one after the other sorts so.
Ulid next() {
    static std::mutex mutex;
    static Ulid last;
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    const auto millis = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
    const std::scoped_lock lock{mutex};
    if (millis > last.millis)
        last = {millis, random_digits()};
    else
        increment(last.digits);
    return last;
}

}  // namespace

std::string new_id_text(std::string_view prefix) {
    constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const Ulid ulid = next();
    std::string text{prefix};
    text += '_';
    for (int shift = 45; shift >= 0; shift -= 5) text += alphabet[(ulid.millis >> shift) & 31];
    for (const std::uint8_t digit : ulid.digits) text += alphabet[digit];
    return text;
}

}  // namespace certwright
