#include "base/pem.hpp"

#include <gtest/gtest.h>

namespace certwright {
namespace {

TEST(PemBlock, comes_back_as_it_was_written) {
    Bytes der(100);
    for (std::size_t i = 0; i < der.size(); ++i) der[i] = static_cast<std::uint8_t>(i);
    const std::string pem = "words\n" + to_pem("SOME THING", der) + "more words";
    const auto block = next_pem_block(pem);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->label, "SOME THING");
    EXPECT_EQ(from_base64(block->body), der);
    EXPECT_EQ(block->rest, "\nmore words");
    EXPECT_TRUE(block->ended);
    EXPECT_FALSE(next_pem_block(block->rest));
}

TEST(PemBlock, has_lines_of_64_characters) {
    EXPECT_EQ(to_pem("X", Bytes(49)),
              "-----BEGIN X-----\n" + std::string(64, 'A') + "\nAA==\n-----END X-----\n");
    EXPECT_EQ(to_pem("X", {}), "-----BEGIN X-----\n-----END X-----\n");
}

TEST(PemBlock, ends_where_the_next_begins) {
    const std::string pem =
        "-----BEGIN A-----\nAAAA\n-----BEGIN B-----\nBBBB\n-----END B-----\n-----END A-----\n";
    const auto first = next_pem_block(pem);
    ASSERT_TRUE(first);
    EXPECT_FALSE(first->ended);
    EXPECT_EQ(first->body, "\nAAAA\n");
    const auto second = next_pem_block(first->rest);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->label, "B");
    EXPECT_TRUE(second->ended);
}

}  // namespace
}  // namespace certwright
