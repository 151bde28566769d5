#pragma once

#include "base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// Chance that is the same every time: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014). Not for secrets.
class Dice {
  public:
    /// Different streams of one seed have nothing to do with each other.
    Dice(std::uint64_t seed, std::uint64_t stream);

    std::uint64_t roll();
    /// 0 to `count` - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(roll() % count); }
    /// True once in a while: `percent` of a hundred times.
    bool happens(double percent);
    template <class T>
    const T& one_of(std::span<const T> choices) {
        return choices[below(choices.size())];
    }
    Bytes bytes(std::size_t count);
    /// RFC 9562 version 4.
    std::string uuid();

  private:
    std::uint64_t state_;
};

/// How often something is drawn.
struct Weighted {
    std::string_view value;
    double percent;
};
/// The last one takes what the others leave.
std::string draw(Dice& dice, std::initializer_list<Weighted> choices);

}  // namespace certwright::sandbox
