#include "x509/calendar.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"

#include <gtest/gtest.h>
#include <openssl/asn1.h>
#include <rapidcheck/gtest.h>

namespace certwright::x509 {
namespace {

using NativeTime = Handle<ASN1_TIME, ASN1_TIME_free>;

NativeTime encoded(Time time) {
    NativeTime native{ASN1_TIME_new()};
    set_time(native.get(), time);
    return native;
}

std::string written(std::string_view time) {
    const NativeTime native = encoded(parse_rfc3339(time));
    return reinterpret_cast<const char*>(ASN1_STRING_get0_data(native.get()));
}

// RFC 5280 section 4.1.2.5
TEST(CertificateTime, has_two_digits_of_the_year_from_1950_to_2049_only) {
    EXPECT_EQ(written("1949-12-31T23:59:59Z"), "19491231235959Z");
    EXPECT_EQ(written("1950-01-01T00:00:00Z"), "500101000000Z");
    EXPECT_EQ(written("2049-12-31T23:59:59.999999Z"), "491231235959Z");
    EXPECT_EQ(written("2050-01-01T00:00:00Z"), "20500101000000Z");
    EXPECT_EQ(written("9999-12-31T23:59:59Z"), "99991231235959Z");
    EXPECT_EQ(written("0000-01-01T00:00:00Z"), "00000101000000Z");
}

TEST(CertificateTime, has_years_of_four_digits) {
    EXPECT_THROW(encoded(parse_rfc3339("9999-12-31T23:59:59Z") + 1s), Error);
    EXPECT_THROW(encoded(parse_rfc3339("0000-01-01T00:00:00Z") - 1s), Error);
    EXPECT_THROW(encoded(Time::max()), Error);
    EXPECT_THROW(encoded(Time::min()), Error);
}

RC_GTEST_PROP(CertificateTime, comes_back_in_whole_seconds, ()) {
    const auto micros = *rc::gen::inRange<std::int64_t>(to_micros(parse_rfc3339("0000-01-01T00:00:00Z")),
                                                        to_micros(parse_rfc3339("9999-12-31T23:59:59Z")));
    const Time time = from_micros(micros);
    RC_ASSERT(time_of(encoded(time).get(), "a time") == std::chrono::floor<std::chrono::seconds>(time));
}

}  // namespace
}  // namespace certwright::x509
