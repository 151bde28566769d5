#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace certwright {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, is_what_unicode_says_and_no_other_spelling) {
    for (const char* good : {"", "plain", "ümlaut", "\xe2\x82\xac", "\xed\x9f\xbf", "\xee\x80\x80",
                             "\xf0\x9f\x94\x92", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(is_utf8(good)) << good;
    for (const std::string_view bad :
         {"\x80"sv, "\xc0\x80"sv, "\xc0\xaf"sv, "\xc1\xbf"sv, "\xc3"sv, "\xe0\x80\x80"sv, "\xe0\x9f\xbf"sv,
          "\xed\xa0\x80"sv, "\xf0\x80\x80\x80"sv, "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xff"sv,
          "\xe2\x82"sv, "\xc3("sv})
        EXPECT_FALSE(is_utf8(bad));
}

TEST(Utf8, counts_the_bytes_of_the_first_character) {
    EXPECT_EQ(utf8_length(""), 0u);
    EXPECT_EQ(utf8_length("a\xff"), 1u);
    EXPECT_EQ(utf8_length("üa"), 2u);
    EXPECT_EQ(utf8_length("€"), 3u);
    EXPECT_EQ(utf8_length("\xf0\x9f\x94\x92"), 4u);
    EXPECT_EQ(utf8_length("\xff"), 0u);
}

TEST(Utf8, can_be_stored_without_nul) {
    EXPECT_TRUE(is_storable_text("ümlaut"));
    EXPECT_FALSE(is_storable_text("a\0b"sv));
    EXPECT_FALSE(is_storable_text("\0"sv));
    EXPECT_FALSE(is_storable_text("\xff"));
}

TEST(InQuotes, can_be_shown_whatever_it_is) {
    EXPECT_EQ(in_quotes("plain ümlaut"), "\"plain ümlaut\"");
    EXPECT_EQ(in_quotes("a\"b\\c\n\x7f"), R"("a\"b\\c\x0a\x7f")");
    EXPECT_EQ(in_quotes("\xd0\xcf\0"sv), R"("\xd0\xcf\x00")");
    const std::string cut = in_quotes(std::string(1000, 'x'));
    EXPECT_LT(cut.size(), 210u);
    EXPECT_TRUE(cut.ends_with("…\""));
}

}  // namespace
}  // namespace certwright
