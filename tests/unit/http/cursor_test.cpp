#include "http/cursor.hpp"

#include "base/error.hpp"
#include "http/utf8.hpp"

#include <gtest/gtest.h>

namespace certwright::http {
namespace {

TEST(Cursor, comes_back_as_it_went) {
    for (const std::vector<std::string>& parts :
         {std::vector<std::string>{"job_1"}, {"-not_after", "2026-01-01", "arn:aws:acm:…"}, {"", "\"", "?>"}})
        EXPECT_EQ(decode_cursor(encode_cursor(parts), parts.size()), parts);
}

TEST(Cursor, fits_a_query_without_escapes) {
    const std::string cursor = encode_cursor({"?>?>~~", "ÿÿÿ"});
    EXPECT_EQ(cursor.find_first_of("+/=&%"), std::string::npos);
}

TEST(Cursor, refuses_foreign_ones_by_field) {
    for (const std::string& foreign : {std::string{"%%%"}, std::string{"abc"}, std::string{"e30"},
                                       std::string{"WzFd"}, encode_cursor({"a", "b"})}) {
        try {
            decode_cursor(foreign, 1);
            FAIL() << foreign;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::invalid);
            ASSERT_EQ(error.fields().size(), 1u) << foreign;
            EXPECT_EQ(error.fields().front().field, "cursor");
        }
    }
}

TEST(StorableText, is_well_formed_utf8_without_nul) {
    for (const char* good : {"", "plain", "ümlaut", "\xe2\x82\xac", "\xf0\x9f\x94\x92", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(is_storable_text(good)) << good;
    using namespace std::string_view_literals;
    for (const std::string_view bad :
         {"\0"sv, "a\0b"sv, "\x80"sv, "\xc0\x80"sv, "\xc3"sv, "\xe0\x80\x80"sv, "\xed\xa0\x80"sv,
          "\xf0\x80\x80\x80"sv, "\xf4\x90\x80\x80"sv, "\xff"sv, "\xe2\x82"sv, "\xc3("sv})
        EXPECT_FALSE(is_storable_text(bad));
}

}  // namespace
}  // namespace certwright::http
