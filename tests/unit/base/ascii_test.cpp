#include "base/ascii.hpp"

#include <gtest/gtest.h>

namespace certwright {
namespace {

TEST(Ascii, lowers_its_own_letters_and_no_other_byte) {
    EXPECT_EQ(ascii::lower("AZaz@[`{09"), "azaz@[`{09");
    EXPECT_EQ(ascii::lower("\xC3\x84\xC0"), "\xC3\x84\xC0");
    EXPECT_EQ(ascii::lower(""), "");
}

TEST(Ascii, trims_blanks_at_both_ends_alone) {
    EXPECT_EQ(ascii::trimmed(" \t a b\r\n"), "a b");
    EXPECT_EQ(ascii::trimmed(" \t"), "");
    EXPECT_EQ(ascii::trimmed(""), "");
    EXPECT_EQ(ascii::trimmed("\va\v"), "\va\v");
    EXPECT_EQ(ascii::trimmed("\va\v", "\v"), "a");
}

}  // namespace
}  // namespace certwright
