#include "sandbox/estate/dice.hpp"

#include "sandbox/world/random.hpp"

#include <iterator>

namespace certwright::sandbox {
namespace {

constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15;

}  // namespace

Dice::Dice(std::uint64_t seed, std::uint64_t stream) : state_(seed * golden_ratio) {
    state_ = roll() ^ (stream * golden_ratio);
    roll();
}

std::uint64_t Dice::roll() {
    state_ += golden_ratio;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31U);
}

bool Dice::happens(double percent) {
    return static_cast<double>(roll() >> 11U) * 0x1p-53 * 100 < percent;
}

Bytes Dice::bytes(std::size_t count) {
    Bytes out;
    out.reserve(count + 7);
    while (out.size() < count) {
        std::uint64_t eight = roll();
        for (int at = 0; at < 8; ++at, eight >>= 8U) out.push_back(static_cast<std::uint8_t>(eight));
    }
    out.resize(count);
    return out;
}

std::string Dice::uuid() {
    return uuid_of(bytes(16));
}

std::string draw(Dice& dice, std::initializer_list<Weighted> choices) {
    double left = static_cast<double>(dice.roll() >> 11U) * 0x1p-53 * 100;
    for (const auto& [value, percent] : choices) {
        left -= percent;
        if (left < 0) return std::string{value};
    }
    return std::string{std::prev(choices.end())->value};
}

}  // namespace certwright::sandbox
