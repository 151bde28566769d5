#include "x509/text.hpp"

#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace certwright::x509 {
namespace {

TEST(CertificateText, escapes_what_could_deceive) {
    using namespace std::string_literals;
    EXPECT_EQ(escaped("plain.example"), "plain.example");
    EXPECT_EQ(escaped("a\0b"s), "a\\00b");
    EXPECT_EQ(escaped("a\\00b"), "a\\5C00b");
    EXPECT_EQ(escaped("bücher"), "bücher");
    EXPECT_EQ(escaped("b\xfc"
                      "cher"),
              "b\\FCcher");
}

TEST(CertificateText, is_cut_between_characters) {
    EXPECT_EQ(readable("  a\nb\tc\n", 100), "a\nb.c");
    EXPECT_EQ(readable("caf\xe9", 100), "caf.");
    const std::string long_text(100, 'x');
    EXPECT_EQ(readable(long_text, 20), std::string(16, 'x') + " …");
    std::string umlauts;
    for (int i = 0; i < 50; ++i) umlauts += "ü";
    const auto cut = readable(umlauts, 20);
    EXPECT_TRUE(is_utf8(cut));
    EXPECT_LE(cut.size(), 20u);
}

}  // namespace
}  // namespace certwright::x509
