#include "base/secret.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ostream>

namespace certwright {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

TEST(Secret, cannot_be_printed) {
    static_assert(!Printable<Secret>);
    static_assert(!fmt::is_formattable<Secret>::value);
    static_assert(!std::is_copy_constructible_v<Secret> && !std::is_convertible_v<std::string, Secret>);
}

TEST(Secret, leaves_nothing_where_it_was) {
    // Long and short strings lie in different places.
    for (const std::string& text : {std::string{"short"}, std::string(100, 's')}) {
        Secret first{text};
        const char* place = first.reveal().data();
        Secret second{std::move(first)};
        EXPECT_EQ(second.reveal(), text);
        EXPECT_TRUE(first.empty());
        EXPECT_NE(std::string(place, text.size()), text);
        Secret third;
        third = std::move(second);
        EXPECT_EQ(third.reveal(), text);
        EXPECT_TRUE(second.empty());
        EXPECT_EQ(third.clone().reveal(), text);
    }
}

TEST(Secret, is_compared_whole) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
    for (const char* other : {"abd", "ab", "abcd", ""})
        EXPECT_FALSE(equal_in_constant_time("abc", other)) << other;
}

}  // namespace
}  // namespace certwright
