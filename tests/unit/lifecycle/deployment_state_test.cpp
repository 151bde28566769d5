#include "lifecycle/deployment/deployment_state.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace certwright::lifecycle {
namespace {

using State = DeploymentState;
using Kind = DeploymentEvent::Kind;

const Time start_of_test = parse_rfc3339("2026-10-01T12:00:00Z");

/// What each event leads to from each state, with an intention for "v1", its ARN and something to put back
/// wherever the state has them. "-" is an event that does not fit.
struct Row {
    State state;
    std::string after;  ///< in the order of the events below
};
constexpr std::array all_events{
    Kind::want,    Kind::start,   Kind::intend, Kind::imported, Kind::not_sent, Kind::lost_reply,
    Kind::found,   Kind::absent,  Kind::gone,   Kind::verified, Kind::mismatch, Kind::put_back,
    Kind::refused, Kind::give_up, Kind::cancel, Kind::retry,    Kind::remove};

Course course_in(State state) {
    Course course{.state = state, .wanted = "v1"};
    const bool has_intention =
        state == State::importing || state == State::verifying || state == State::putting_back;
    if (has_intention) course.intended = "v1", course.before = "v0", course.intended_at = start_of_test;
    if (state != State::waiting && state != State::looking) course.arn = "arn:1";
    return course;
}

DeploymentEvent event_of(Kind kind) {
    return {.kind = kind, .fingerprint = "v1", .before = "v0", .arn = "arn:1", .at = start_of_test + 1h};
}

class DeploymentStates : public testing::TestWithParam<Row> {};

TEST_P(DeploymentStates, follow_the_drawing) {
    std::string after;
    for (const Kind kind : all_events) {
        const auto course = next(course_in(GetParam().state), event_of(kind));
        after += (after.empty() ? "" : " ") + (course ? std::string{to_string(course->state)} : "-");
    }
    EXPECT_EQ(after, GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DeploymentStates,
    testing::Values(
        Row{State::waiting, "waiting looking - - - - - - - - - - - failed cancelled - removed"},
        Row{State::looking,
            "looking looking importing - - - verifying - - - - - failed failed cancelled - -"},
        Row{State::importing,
            "importing looking - verifying looking looking - - - - - - failed failed importing - -"},
        Row{State::verifying,
            "verifying verifying - - - - - - - deployed putting_back - - failed verifying - -"},
        Row{State::putting_back,
            "putting_back putting_back - - - - verifying - - - - failed failed failed putting_back - -"},
        Row{State::deployed, "waiting - - - - - - - - - - - - - - - removed"},
        Row{State::failed, "waiting - - - - - - - - - - - - - - waiting removed"},
        Row{State::cancelled, "waiting - - - - - - - - - - - - - - waiting removed"},
        Row{State::removed, "- - - - - - - - - - - - - - - - -"}),
    [](const auto& row) { return std::string{to_string(row.param.state)}; });

/// Applies events that all fit.
Course course_after(Course course, const std::vector<DeploymentEvent>& events) {
    for (const DeploymentEvent& event : events) {
        const auto changed = next(course, event);
        EXPECT_TRUE(changed) << to_string(event.kind) << " in " << to_string(course.state);
        if (changed) course = *changed;
    }
    return course;
}

const DeploymentEvent on_start{.kind = Kind::start}, on_lost_reply{.kind = Kind::lost_reply},
    on_verified{.kind = Kind::verified}, on_mismatch{.kind = Kind::mismatch}, on_cancel{.kind = Kind::cancel};
const DeploymentEvent on_imported{.kind = Kind::imported, .arn = "arn:1"},
    on_found{.kind = Kind::found, .arn = "arn:1"};
DeploymentEvent on_want(std::string version) {
    return {.kind = Kind::want, .fingerprint = std::move(version)};
}
DeploymentEvent on_intend(std::string version, std::string before = {}, std::string target = {}) {
    return {.kind = Kind::intend,
            .fingerprint = std::move(version),
            .before = std::move(before),
            .arn = std::move(target),
            .at = start_of_test};
}
DeploymentEvent absent_after(Duration passed) {
    return {.kind = Kind::absent, .at = start_of_test + passed};
}
const Course fresh_course{.state = State::waiting, .wanted = "v1"};

TEST(DeploymentCourse, deploys) {
    const Course course = course_after(fresh_course, {on_start, on_intend("v1"), on_imported, on_verified});
    EXPECT_EQ(
        course,
        (Course{.state = State::deployed, .wanted = "v1", .arn = "arn:1", .intended_at = start_of_test}));
}

TEST(DeploymentCourse, adopts_what_is_served_already) {
    EXPECT_EQ(course_after(fresh_course, {on_start, on_found, on_verified}).state, State::deployed);
    EXPECT_EQ(course_after(fresh_course, {on_start, on_found}).arn, "arn:1");
}

TEST(DeploymentCourse, remembers_the_intention_after_a_crash_until_it_is_resolved) {
    const Course course = course_after(fresh_course, {on_start, on_intend("v1"), on_start});
    EXPECT_EQ(course.state, State::looking);
    EXPECT_EQ(course.intended, "v1");
    EXPECT_FALSE(next(course, on_intend("v1")));
    EXPECT_EQ(course_after(course, {on_found, on_verified}).state, State::deployed);
}

TEST(DeploymentCourse, imports_again_only_when_a_lost_import_cannot_come_any_more) {
    const Course course = course_after(fresh_course, {on_start, on_intend("v1"), on_lost_reply});
    EXPECT_EQ(settles_at(course), start_of_test + settling_time);
    EXPECT_FALSE(next(course, absent_after(settling_time - 1us)));
    const Course settled = course_after(course, {absent_after(settling_time)});
    EXPECT_EQ(settled.state, State::looking);
    EXPECT_EQ(course_after(settled, {on_intend("v1")}).state, State::importing);
}

TEST(DeploymentCourse, may_repeat_an_import_over_its_own_arn_at_once) {
    Course course = fresh_course;
    course.arn = "arn:1";
    course = course_after(course, {on_start, on_intend("v1", "v0", "arn:1"), on_lost_reply});
    EXPECT_EQ(course_after(course, {absent_after(0s)}).intended, "");
    // Another version must not be overtaken by the lost one.
    course = course_after(course, {on_want("v2")});
    EXPECT_FALSE(next(course, absent_after(settling_time - 1us)));
    EXPECT_EQ(course_after(course, {absent_after(settling_time), on_intend("v2", "v0")}).state,
              State::importing);
}

TEST(DeploymentCourse, finishes_what_is_under_way_before_a_newer_version) {
    const Course course =
        course_after(fresh_course, {on_start, on_intend("v1"), on_want("v2"), on_imported, on_verified});
    EXPECT_EQ(course.state, State::waiting);
    EXPECT_EQ(course.arn, "arn:1");
    EXPECT_EQ(course_after(course, {on_start, on_intend("v2", "v1"), on_imported, on_verified}).state,
              State::deployed);
    EXPECT_FALSE(next(course_after(course, {on_start}), on_intend("v1")));
}

TEST(DeploymentCourse, resolves_a_lost_import_of_an_older_version_first) {
    const Course course =
        course_after(fresh_course, {on_start, on_intend("v1"), on_lost_reply, on_want("v2")});
    EXPECT_FALSE(next(course, on_intend("v2")));
    EXPECT_EQ(course_after(course, {on_found, on_verified}).state, State::waiting);
}

TEST(DeploymentCourse, puts_back_what_it_can) {
    Course course = fresh_course;
    course.arn = "arn:1";
    const Course imported_over = course_after(course, {on_start, on_intend("v1", "v0"), on_imported});
    EXPECT_EQ(course_after(imported_over, {on_mismatch}).state, State::putting_back);
    EXPECT_EQ(course_after(imported_over, {on_mismatch, {.kind = Kind::put_back}}).state, State::failed);
    EXPECT_EQ(course_after(fresh_course, {on_start, on_intend("v1"), on_imported, on_mismatch}).state,
              State::failed);
    EXPECT_EQ(course_after(fresh_course, {on_start, on_intend("v1"), on_imported, on_mismatch}).arn, "arn:1");
}

TEST(DeploymentCourse, gives_a_newer_version_its_chance_after_a_refusal) {
    EXPECT_EQ(
        course_after(fresh_course, {on_start, on_intend("v1"), on_want("v2"), {.kind = Kind::refused}}).state,
        State::waiting);
    EXPECT_EQ(
        course_after(fresh_course, {on_start, on_want("v2"), {.kind = Kind::refused, .fingerprint = "v1"}})
            .state,
        State::waiting);
    EXPECT_EQ(course_after(fresh_course, {on_start, {.kind = Kind::refused}}).state, State::failed);
}

TEST(DeploymentCourse, is_not_cancelled_halfway) {
    const Course course = course_after(fresh_course, {on_start, on_intend("v1"), on_cancel});
    EXPECT_EQ(course.state, State::importing);
    EXPECT_EQ(course_after(course, {on_imported, on_verified}).state, State::deployed);
    EXPECT_EQ(course_after(course, {on_lost_reply, absent_after(settling_time)}).state, State::cancelled);
    EXPECT_EQ(course_after(course, {{.kind = Kind::not_sent}}).state, State::cancelled);
    EXPECT_EQ(course_after(course, {on_want("v2"), on_imported, on_verified}).state, State::waiting)
        << "whoever wants another one after that, wants it";
    EXPECT_FALSE(course_after(course, {on_imported, on_verified}).is_cancelled);
}

TEST(DeploymentCourse, keeps_the_intention_when_it_gives_up) {
    const Course course =
        course_after(fresh_course, {on_start, on_intend("v1"), on_lost_reply, {.kind = Kind::give_up}});
    EXPECT_EQ(course.state, State::failed);
    const Course again = course_after(course, {{.kind = Kind::retry}, on_start});
    EXPECT_EQ(again.intended, "v1");
    EXPECT_FALSE(next(again, on_intend("v1")));
}

TEST(DeploymentCourse, begins_anew_when_its_arn_is_gone) {
    Course course = fresh_course;
    course.arn = "arn:gone";
    course = course_after(course, {on_start});
    EXPECT_FALSE(next(course, {.kind = Kind::gone, .arn = "arn:other"}));
    course = course_after(course, {{.kind = Kind::gone, .arn = "arn:gone"}});
    EXPECT_EQ(course.arn, "");
    EXPECT_EQ(course_after(course, {on_intend("v1"), on_imported}).arn, "arn:1");
}

TEST(DeploymentCourse, looks_where_it_aimed_whatever_is_chosen_since) {
    Course course = fresh_course;
    course.arn = "arn:1";
    course = course_after(course, {on_start, on_intend("v1", "", "arn:chosen"), on_lost_reply});
    EXPECT_EQ(aim_of(course), "arn:chosen");
    // That its own ARN went meanwhile says nothing of the import.
    const Course without = course_after(course, {{.kind = Kind::gone, .arn = "arn:1"}});
    EXPECT_EQ(without.arn, "");
    EXPECT_EQ(without.intended, "v1");
    const Course missed = course_after(course, {{.kind = Kind::gone, .arn = "arn:chosen"}});
    EXPECT_EQ(missed.arn, "arn:1");
    EXPECT_EQ(missed.intended, "");
    EXPECT_EQ(aim_of(course_after(course, {{.kind = Kind::found, .arn = "arn:chosen"}, on_verified})),
              "arn:chosen");
}

TEST(DeploymentCourse, is_not_removed_while_a_lost_import_may_come) {
    const Course course =
        course_after(fresh_course, {on_start, on_intend("v1"), on_lost_reply, {.kind = Kind::give_up}});
    EXPECT_FALSE(next(course, {.kind = Kind::remove, .at = start_of_test + settling_time - 1us}));
    EXPECT_EQ(course_after(course, {{.kind = Kind::remove, .at = start_of_test + settling_time}}).state,
              State::removed);
}

TEST(DeploymentCourse, need_not_put_back_what_has_arrived_after_all) {
    const Course course = course_after(
        fresh_course, {on_start, on_intend("v1", "v0", "arn:1"), on_imported, on_mismatch, on_found});
    EXPECT_EQ(course_after(course, {on_verified}).state, State::deployed);
}

TEST(DeploymentStateAsText, is_read_as_it_is_written) {
    for (const State state :
         {State::waiting, State::looking, State::importing, State::verifying, State::putting_back,
          State::deployed, State::failed, State::cancelled, State::removed})
        EXPECT_EQ(parse_deployment_state(to_string(state)), state);
    EXPECT_THROW(parse_deployment_state("lost"), Error);
}

}  // namespace
}  // namespace certwright::lifecycle
