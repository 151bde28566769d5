#include "http/cursor.hpp"

#include "base/error.hpp"

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

}  // namespace
}  // namespace certwright::http
