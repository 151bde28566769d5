#include "sandbox/pca/validity.hpp"

#include <gtest/gtest.h>

namespace certwright::sandbox::pca {
namespace {

const Time noon = parse_rfc3339("2028-01-31T12:00:00Z");

std::string text_of(std::string_view type, std::int64_t value) {
    const auto moment = moment_of(type, value, noon);
    return moment ? format_rfc3339(*moment) : "none";
}

TEST(PcaValidity, spans_go_by_the_calendar) {
    EXPECT_EQ(text_of("DAYS", 30), "2028-03-01T12:00:00Z");
    EXPECT_EQ(text_of("MONTHS", 1), "2028-02-29T12:00:00Z");
    EXPECT_EQ(text_of("MONTHS", 13), "2029-02-28T12:00:00Z");
    EXPECT_EQ(text_of("YEARS", 10), "2038-01-31T12:00:00Z");
}

TEST(PcaValidity, dates_are_digits_or_seconds) {
    EXPECT_EQ(text_of("END_DATE", 20311231235959), "2031-12-31T23:59:59Z");
    EXPECT_EQ(text_of("END_DATE", 311231235959), "2031-12-31T23:59:59Z");
    // The zeros in front of an early year are lost in a number.
    EXPECT_EQ(text_of("END_DATE", 50102030405), "2005-01-02T03:04:05Z");
    EXPECT_EQ(text_of("END_DATE", 500102030405), "1950-01-02T03:04:05Z");
    EXPECT_EQ(text_of("ABSOLUTE", 253402300799), "9999-12-31T23:59:59Z");
}

TEST(PcaValidity, what_is_no_moment_is_none) {
    EXPECT_EQ(text_of("END_DATE", 20310229000000), "none");
    EXPECT_EQ(text_of("END_DATE", 20310101240000), "none");
    EXPECT_EQ(text_of("END_DATE", 100000101000000), "none");
    EXPECT_EQ(text_of("ABSOLUTE", 253402300800), "none");
    EXPECT_EQ(text_of("DAYS", 3'000'000), "none");
    EXPECT_EQ(text_of("DAYS", INT64_MAX), "none");
    EXPECT_EQ(text_of("MONTHS", 12 * 8000), "none");
    EXPECT_EQ(text_of("YEARS", INT64_MAX), "none");
    EXPECT_EQ(text_of("DAYS", 0), "none");
    EXPECT_EQ(text_of("WEEKS", 1), "none");
}

}  // namespace
}  // namespace certwright::sandbox::pca
