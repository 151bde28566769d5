#include "inventory/text_block.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>

namespace certwright::inventory {
namespace {

using Texts = std::map<std::int64_t, std::string>;

std::string block_of(const Texts& texts) {
    std::string block;
    for (const auto& [number, text] : texts) block += "\x1e" + std::to_string(number) + "\x1d" + text;
    return block;
}

Texts found(std::string_view block, std::string_view part) {
    Texts all;
    look_through(block, part, [&](std::int64_t number, std::string_view text) {
        EXPECT_TRUE(all.emplace(number, text).second) << number << " is shown twice";
    });
    return all;
}

const Texts shop{{16, "\x1fwww.shop.example\x1fshop.example\x1f"}, {17, ""}, {31, "\x1fmail-16.example\x1f"}};

TEST(TextBlock, shows_each_text_that_has_the_part_once) {
    EXPECT_EQ(found(block_of(shop), "shop"), (Texts{{16, shop.at(16)}}));
    EXPECT_EQ(found(block_of(shop), "example"), (Texts{{16, shop.at(16)}, {31, shop.at(31)}}));
    EXPECT_EQ(found(block_of(shop), "nowhere"), Texts{});
    EXPECT_EQ(found("", "shop"), Texts{});
}

TEST(TextBlock, numbers_are_no_text) {
    EXPECT_EQ(found(block_of(shop), "16"), (Texts{{31, shop.at(31)}}));
    EXPECT_EQ(found(block_of(shop), "17"), Texts{});
}

TEST(TextBlock, an_empty_part_is_in_every_text_with_a_piece) {
    EXPECT_EQ(found(block_of(shop), ""), (Texts{{16, shop.at(16)}, {31, shop.at(31)}}));
}

TEST(TextBlock, no_text_has_a_separator) {
    for (const char* part : {"\x1f", "shop.example\x1f", "\x1e", "\x1d",
                             "\x1e"
                             "16"})
        EXPECT_EQ(found(block_of(shop), part), Texts{}) << part;
}

TEST(TextBlock, a_text_may_hold_what_records_begin_with) {
    const Texts odd{{1,
                     "\x1f\x1e"
                     "a\x1e\x1f"},
                    {2, "\x1f\x1dshop\x1e"}};
    EXPECT_EQ(found(block_of(odd), "a"), (Texts{{1, odd.at(1)}}));
    EXPECT_EQ(found(block_of(odd), "shop"), (Texts{{2, odd.at(2)}}));
}

RC_GTEST_PROP(TextBlock, finds_what_a_look_at_each_text_finds, ()) {
    const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab1\x1f"}));
    const auto texts = *rc::gen::container<Texts>(rc::gen::inRange<std::int64_t>(0, 40), letters);
    const auto part =
        *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab1"})));
    Texts expected;
    for (const auto& [number, text] : texts)
        if (text.find(part) != std::string::npos) expected.emplace(number, text);
    RC_ASSERT(found(block_of(texts), part) == expected);
}

}  // namespace
}  // namespace certwright::inventory
