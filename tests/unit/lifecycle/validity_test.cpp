#include "lifecycle/making/validity.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using std::chrono::days;

const Time made_now = parse_rfc3339("2026-06-01T12:00:00.5Z");
const Validity long_signer{parse_rfc3339("2020-01-01T00:00:00Z"), parse_rfc3339("2050-01-01T00:00:00Z")};

Duration length_of(const Validity& validity) {
    return validity.not_after - validity.not_before + 1s;
}

TEST(Validity, begins_a_little_before_it_is_made) {
    const Validity validity = validity_of({}, false, std::nullopt, made_now);
    EXPECT_EQ(validity.not_before, parse_rfc3339("2026-06-01T11:00:00Z"));
}

TEST(Validity, lasts_as_is_usual) {
    EXPECT_EQ(length_of(validity_of({}, false, std::nullopt, made_now)), days{90});
    EXPECT_EQ(length_of(validity_of({}, true, std::nullopt, made_now)), days{3650});
    EXPECT_EQ(length_of(validity_of({}, true, long_signer, made_now)), days{1825});
}

TEST(Validity, lasts_as_somebody_wants_it) {
    EXPECT_EQ(length_of(validity_of({.days = 30, .not_after = {}}, false, long_signer, made_now)), days{30});
    const Time end = parse_rfc3339("2026-07-01T00:00:00Z");
    EXPECT_EQ(validity_of({.days = {}, .not_after = end}, false, long_signer, made_now).not_after, end);
}

TEST(Validity, what_is_usual_ends_with_the_signer_and_what_is_wanted_is_not_shortened) {
    const Validity signer{parse_rfc3339("2026-06-01T11:30:00Z"), parse_rfc3339("2026-06-11T00:00:00Z")};
    EXPECT_EQ(validity_of({}, false, signer, made_now), signer);
    EXPECT_GT(validity_of({.days = 30, .not_after = {}}, false, signer, made_now).not_after,
              signer.not_after);
}

TEST(Validity, cannot_end_in_the_past_or_twice) {
    EXPECT_THROW(validity_of({.days = {}, .not_after = made_now - 1h}, false, std::nullopt, made_now), Error);
    EXPECT_THROW(validity_of({.days = 1, .not_after = made_now + 1h}, false, std::nullopt, made_now), Error);
}

TEST(Validity, is_renewed_at_its_full_length) {
    const Validity before{parse_rfc3339("2026-03-01T00:00:00Z"), parse_rfc3339("2026-05-29T23:59:59Z")};
    const Validity next = renewed(before, std::nullopt, made_now);
    EXPECT_EQ(next.not_before, parse_rfc3339("2026-06-01T11:00:00Z"));
    EXPECT_EQ(length_of(next), length_of(before));
}

TEST(Renewal, starts_when_the_set_part_of_the_lifetime_remains) {
    const Validity validity{parse_rfc3339("2026-01-01T00:00:00Z"), parse_rfc3339("2026-04-11T00:00:00Z")};
    EXPECT_EQ(renewal_time(validity, 33), parse_rfc3339("2026-03-09T00:00:00Z"));
    EXPECT_EQ(renewal_time(validity, 99), parse_rfc3339("2026-01-02T00:00:00Z"));
}

TEST(Validity, what_could_not_be_renewed_rests_for_a_thirtieth_of_its_lifetime_within_bounds) {
    const auto rest_of = [](Duration lifetime) { return retry_rest({Time{}, Time{} + lifetime}); };
    EXPECT_EQ(rest_of(30h), 1h);
    EXPECT_EQ(rest_of(1h), 10min);
    EXPECT_EQ(rest_of(30 * 24h), 24h);
    EXPECT_EQ(rest_of(365 * 24h), 24h);
}

}  // namespace
}  // namespace certwright::lifecycle
