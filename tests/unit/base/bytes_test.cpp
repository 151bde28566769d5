#include "base/bytes.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright {
namespace {

std::string base64(std::string_view text) {
    return to_base64(as_bytes(text));
}

// RFC 4648 section 10.
TEST(Base64, is_that_of_the_rfc) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(base64(plain), encoded);
        EXPECT_EQ(as_text(from_base64(encoded)), plain);
    }
    EXPECT_EQ(as_text(from_base64("Zm9v\r\nYmFy \t")), "foobar") << "as PEM wraps it";
}

TEST(Base64, refuses_what_nobody_writes) {
    for (const char* bad :
         {"Z", "Zg", "Zg=", "Zg===", "=Zg=", "Zm9v=", "Zm9v====", "Zg==Zg==", "Zm-_", "Zm9*", "\xff"})
        EXPECT_THROW(from_base64(bad), Error) << bad;
}

TEST(Base64, for_urls_has_other_signs_and_no_padding) {
    const Bytes bytes{0xfb, 0xff, 0xbf, 0x00};
    EXPECT_EQ(to_base64(bytes), "+/+/AA==");
    EXPECT_EQ(to_base64url(bytes), "-_-_AA");
    EXPECT_EQ(from_base64url("-_-_AA"), bytes);
    EXPECT_EQ(from_base64url(""), Bytes{});
    for (const char* bad : {"+_-_AA", "-/-_AA", "-_-_AA==", "-_-_A", "-_-_ AA"})
        EXPECT_THROW(from_base64url(bad), Error) << bad;
}

TEST(Hexadecimal, reads_both_cases_and_writes_the_lower) {
    EXPECT_EQ(to_hex(Bytes{0x00, 0x9a, 0xff}), "009aff");
    EXPECT_EQ(from_hex("009AfF"), (Bytes{0x00, 0x9a, 0xff}));
    for (const char* bad : {"0", "0g", " 00", "0x"}) EXPECT_THROW(from_hex(bad), Error) << bad;
}

}  // namespace
}  // namespace certwright
