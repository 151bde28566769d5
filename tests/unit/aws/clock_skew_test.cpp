#include "aws/clock_skew.hpp"

#include <gtest/gtest.h>

namespace certwright::aws {
namespace {

const Time new_year = parse_rfc3339("2026-01-01T00:00:00Z");

TEST(ClockSkew, reads_http_dates) {
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), parse_rfc3339("1994-11-06T08:49:37Z"));
    for (const char* odd : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 31 Feb 2026 00:00:00 GMT",
                            "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 1994 28:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov +994 08:49:37 GMT"})
        EXPECT_EQ(parse_http_date(odd), std::nullopt) << odd;
}

TEST(ClockSkew, is_learned_from_complaints_about_time) {
    const net::Headers an_hour_ahead{{"Date", "Thu, 01 Jan 2026 01:00:00 GMT"}};
    for (const char* code :
         {"RequestTimeTooSkewed", "RequestExpired", "SignatureDoesNotMatch", "InvalidSignatureException"})
        EXPECT_EQ(learn_skew(code, an_hour_ahead, new_year, new_year), 1h) << code;
}

TEST(ClockSkew, is_not_blamed_for_other_refusals_or_small_differences) {
    const net::Headers an_hour_ahead{{"Date", "Thu, 01 Jan 2026 01:00:00 GMT"}};
    const net::Headers a_minute_ahead{{"Date", "Thu, 01 Jan 2026 00:01:00 GMT"}};
    EXPECT_EQ(learn_skew("AccessDenied", an_hour_ahead, new_year, new_year), std::nullopt);
    EXPECT_EQ(learn_skew("SignatureDoesNotMatch", a_minute_ahead, new_year, new_year), std::nullopt);
    EXPECT_EQ(learn_skew("SignatureDoesNotMatch", {}, new_year, new_year), std::nullopt);
    // Already corrected: the request claimed AWS's time.
    EXPECT_EQ(learn_skew("SignatureDoesNotMatch", an_hour_ahead, new_year + 1h, new_year), std::nullopt);
}

}  // namespace
}  // namespace certwright::aws
