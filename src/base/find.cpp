#include "base/find.hpp"

#include <cstdint>
#include <cstring>

namespace certwright {
namespace {

/// Sixteen places at once. These are GCC's and clang's own types: the standard library's are still
/// experimental.
using Characters = std::uint8_t __attribute__((vector_size(16)));
using Halves = std::uint64_t __attribute__((vector_size(16)));
constexpr std::size_t places_at_once = sizeof(Characters);

/// Of longer parts memmem compares few, and it takes no longer where text and part repeat themselves.
constexpr std::size_t longest_short_part = 32;

Characters load(const char* from) noexcept {
    Characters characters;
    std::memcpy(&characters, from, places_at_once);
    return characters;
}

Characters all_of(char c) noexcept {
    return Characters{} + static_cast<std::uint8_t>(c);
}

std::size_t find_long(std::string_view text, std::string_view part) noexcept {
    const void* const found = memmem(text.data(), text.size(), part.data(), part.size());
    return found ? static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) : text.npos;
}

/// Compares only where the part's first and last character stand as far apart as in the part.
std::size_t find_short(std::string_view text, std::string_view part) noexcept {
    const char* const begin = text.data();
    const std::size_t to_last = part.size() - 1;
    const std::size_t places = text.size() - to_last;
    const Characters first = all_of(part.front());
    const Characters last = all_of(part.back());
    const auto is_at = [&](std::size_t place) {
        return begin[place] == part.front() && std::memcmp(begin + place, part.data(), part.size()) == 0;
    };
    std::size_t place = 0;
    for (; place + places_at_once <= places; place += places_at_once) {
        const auto both = (load(begin + place) == first) & (load(begin + place + to_last) == last);
        const auto halves = reinterpret_cast<Halves>(both);
        if ((halves[0] | halves[1]) == 0) continue;
        for (std::size_t i = place; i < place + places_at_once; ++i)
            if (is_at(i)) return i;
    }
    for (; place < places; ++place)
        if (is_at(place)) return place;
    return text.npos;
}

}  // namespace

std::size_t find(std::string_view text, std::string_view part, std::size_t from) noexcept {
    if (from > text.size() || part.size() > text.size() - from) return text.npos;
    if (part.empty()) return from;
    const std::string_view rest = text.substr(from);
    const std::size_t found =
        part.size() > longest_short_part ? find_long(rest, part) : find_short(rest, part);
    return found == text.npos ? found : from + found;
}

}  // namespace certwright
