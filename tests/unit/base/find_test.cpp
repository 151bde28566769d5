#include "base/find.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace certwright {
namespace {

std::string of_two_letters(std::mt19937& random, std::size_t size) {
    std::string text(size, 'a');
    for (char& c : text) c = random() % 4 == 0 ? 'b' : '\xff';
    return text;
}

TEST(Find, says_what_the_standard_library_says) {
    std::mt19937 random{7};
    std::size_t found = 0;
    for (int round = 0; round < 20'000; ++round) {
        const std::string text = of_two_letters(random, random() % 100);
        const std::string part = of_two_letters(random, random() % 3 == 0 ? random() % 40 : random() % 6);
        const std::size_t from = random() % 110;
        const std::size_t place = certwright::find(text, part, from);
        ASSERT_EQ(place, std::string_view{text}.find(part, from)) << text << ' ' << part << ' ' << from;
        if (place != text.npos) ++found;
    }
    EXPECT_GT(found, 5'000u);
}

TEST(Find, looks_at_every_place_and_at_none_beyond) {
    for (const std::size_t size : {1u, 2u, 15u, 16u, 17u, 32u, 33u, 64u})
        for (std::size_t at = 0; at < 100; ++at) {
            const std::string part = "<" + std::string(size - 1, '-');
            const std::string whole = std::string(at, '.') + part;
            EXPECT_EQ(certwright::find(whole, part), at) << size;
            // Cut to size in memory of its own, so that a sanitizer sees a step beyond.
            const std::string cut(whole.data(), whole.size() - 1);
            EXPECT_EQ(certwright::find(cut, part), cut.npos) << size << ' ' << at;
        }
}

TEST(Find, takes_a_zero_as_any_character) {
    const std::string text{"one\0two\0three", 13};
    EXPECT_EQ(certwright::find(text, std::string_view{"\0t", 2}), 3u);
    EXPECT_EQ(certwright::find(text, std::string_view{"\0t", 2}, 4), 7u);
}

}  // namespace
}  // namespace certwright
