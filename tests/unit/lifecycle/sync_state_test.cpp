#include "lifecycle/deployment/sync_state.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace certwright::lifecycle {
namespace {

using enum SyncState;

const Time begun = parse_rfc3339("2026-09-01T00:00:00Z"), ends = parse_rfc3339("2026-12-01T00:00:00Z");

/// Version 2 is current; version 1 ended earlier and had another key.
Held two_versions() {
    return {.current = {"f2", "k2", begun, ends}, .others = {{"f1", "k1", begun - 2400h, ends - 2400h}}};
}

Served current() {
    Served served;
    served.arn = "arn:1";
    served.fingerprint_sha256 = "f2", served.spki_sha256 = "k2";
    served.not_before = begun, served.not_after = ends;
    return served;
}

struct SyncCase {
    std::string name;
    std::function<void(Served&)> change;
    SyncState state;
};

class SyncStates : public testing::TestWithParam<SyncCase> {};

TEST_P(SyncStates, follow_the_precedence) {
    Served served = current();
    GetParam().change(served);
    EXPECT_EQ(sync_state(two_versions(), served), GetParam().state);
}

SyncCase foreign(std::string name, std::string spki, Duration begins_later, Duration ends_later,
                 SyncState state) {
    return {std::move(name),
            [=](Served& s) {
                s.fingerprint_sha256 = "f9", s.spki_sha256 = spki;
                s.not_before = begun + begins_later, s.not_after = ends + ends_later;
            },
            state};
}

std::vector<SyncCase> sync_cases() {
    return {
        {"the_current_version", [](Served&) {}, in_sync},
        {"missing", [](Served& s) { s.is_missing = true; }, missing_in_aws},
        {"missing_and_pending", [](Served& s) { s.is_missing = true, s.fingerprint_sha256.clear(); },
         missing_in_aws},
        {"pending", [](Served& s) { s.fingerprint_sha256.clear(); }, unknown},
        {"without_dates", [](Served& s) { s.not_after.reset(); }, unknown},
        {"an_older_version", [](Served& s) { s.fingerprint_sha256 = "f1", s.spki_sha256 = "k1"; },
         repository_newer},
        {"a_version_set_aside_that_ends_later",
         [](Served& s) { s.fingerprint_sha256 = "f1", s.spki_sha256 = "k1", s.not_after = ends + 2400h; },
         repository_newer},
        foreign("the_same_key_ending_later", "k2", 24h, 24h, aws_newer),
        foreign("the_same_key_ending_earlier", "k2", 24h, -24h, repository_newer),
        foreign("the_same_key_issued_again", "k2", 24h, 0h, aws_newer),
        foreign("the_same_key_with_the_same_dates", "k2", 0h, 0h, aws_newer),
        foreign("the_same_key_begun_earlier", "k2", -24h, 0h, repository_newer),
        foreign("the_key_of_an_older_version", "k1", 24h, 24h, aws_newer),
        foreign("a_foreign_key_ending_later", "k9", 24h, 24h, different_key),
        foreign("a_foreign_key_ending_earlier", "k9", -24h, -24h, different_key),
        {"renewed_by_aws_with_a_new_key",
         [](Served& s) {
             s.type = "AMAZON_ISSUED", s.fingerprint_sha256 = "f9", s.spki_sha256 = "k9",
             s.not_after = ends + 24h;
         },
         aws_newer},
        {"private_and_older",
         [](Served& s) {
             s.type = "PRIVATE", s.fingerprint_sha256 = "f9", s.spki_sha256 = "k9", s.not_after = ends - 24h;
         },
         repository_newer},
        {"uploaded_to_iam_with_a_foreign_key",
         [](Served& s) {
             s.service = "iam", s.type.clear(), s.fingerprint_sha256 = "f9", s.spki_sha256 = "k9";
         },
         different_key},
    };
}
INSTANTIATE_TEST_SUITE_P(Table, SyncStates, testing::ValuesIn(sync_cases()),
                         [](const auto& row) { return row.param.name; });

Served newer(const std::string& fingerprint) {
    Served served = current();
    served.fingerprint_sha256 = fingerprint, served.not_after = ends + 24h;
    return served;
}

TEST(SyncStatesOfRegions, stay_in_sync_whatever_happened_elsewhere) {
    Served foreign_key = newer("f9");
    foreign_key.spki_sha256 = "k9";
    EXPECT_EQ(sync_states(two_versions(), {current(), foreign_key, newer("f8")}),
              (std::vector{in_sync, different_key, aws_newer}));
}

TEST(SyncStatesOfRegions, agree_when_aws_is_newer_in_one_way) {
    EXPECT_EQ(sync_states(two_versions(), {newer("f8"), newer("f8")}), (std::vector{aws_newer, aws_newer}));
}

TEST(SyncStatesOfRegions, differ_when_aws_is_newer_in_two_ways) {
    EXPECT_EQ(sync_states(two_versions(), {newer("f8"), current(), newer("f7")}),
              (std::vector{differs_between_regions, in_sync, differs_between_regions}));
}

TEST(SyncStatesOfRegions, become_one_for_the_certificate) {
    EXPECT_EQ(sync_state_of_all({}), in_sync);
    EXPECT_EQ(sync_state_of_all({in_sync, in_sync}), in_sync);
    EXPECT_EQ(sync_state_of_all({in_sync, unknown}), unknown);
    EXPECT_EQ(sync_state_of_all({unknown}), unknown);
    EXPECT_EQ(sync_state_of_all({repository_newer, repository_newer, unknown}), repository_newer);
    EXPECT_EQ(sync_state_of_all({in_sync, repository_newer}), differs_between_regions);
    EXPECT_EQ(sync_state_of_all({missing_in_aws, different_key}), differs_between_regions);
}

TEST(SyncStatesAsText, are_read_as_they_are_written) {
    for (const SyncState state : {unknown, in_sync, repository_newer, aws_newer, missing_in_aws,
                                  different_key, differs_between_regions}) {
        EXPECT_EQ(parse_sync_state(to_string(state)), state);
        EXPECT_EQ(is_mismatch(state), state != unknown && state != in_sync);
    }
    EXPECT_THROW(parse_sync_state("mismatched"), Error);
}

}  // namespace
}  // namespace certwright::lifecycle
