#include "base/time.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright {
namespace {

TEST(Rfc3339, is_read_and_written) {
    for (const char* text :
         {"1970-01-01T00:00:00Z", "2026-02-28T23:59:59.000001Z", "2024-02-29T12:00:00.500000Z",
          "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
        EXPECT_EQ(format_rfc3339(parse_rfc3339(text)), text);
    EXPECT_EQ(to_micros(parse_rfc3339("1970-01-01T00:00:01.5Z")), 1'500'000);
    EXPECT_EQ(to_micros(parse_rfc3339("1969-12-31T23:59:59.9Z")), -100'000);
}

TEST(Rfc3339, comes_in_several_spellings_of_one_moment) {
    const Time moment = parse_rfc3339("2026-01-31T12:00:00Z");
    for (const char* text :
         {"2026-01-31t12:00:00z", "2026-01-31 12:00:00Z", "2026-01-31T13:30:00+01:30",
          "2026-01-31T04:00:00-08:00", "2026-01-31T12:00:00.0000000001Z", "2026-01-31T11:59:60Z"})
        EXPECT_EQ(parse_rfc3339(text), moment) << text;
}

TEST(Rfc3339, is_refused_where_it_is_no_moment) {
    for (const char* text :
         {"", "2026-01-31", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-31T24:00:00Z",
          "2026-01-31T00:60:00Z", "2026-01-31T00:00:61Z", "2026-01-31T00:00:00", "2026-01-31T00:00:00.Z",
          "2026-01-31T00:00:00+24:00", "2026-01-31T00:00:00Zx", "+026-01-31T00:00:00Z", "2026-1-31T00:00:00Z",
          "-001-01-31T00:00:00Z", "\xd0\xcf\xd1"})
        EXPECT_THROW(parse_rfc3339(text), Error) << text;
}

}  // namespace
}  // namespace certwright
