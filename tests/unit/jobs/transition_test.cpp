#include "jobs/transition.hpp"

#include <gtest/gtest.h>

namespace certwright::jobs {
namespace {

Job job_in(JobState state, int attempt = 1, bool cancel_requested = false) {
    Job job;
    job.state = state;
    job.attempt = attempt;
    job.max_attempts = 3;
    job.cancel_requested = cancel_requested;
    return job;
}

constexpr Event all_events[] = {Event::claim,  Event::complete, Event::fail, Event::give_up, Event::interrupt,
                                Event::expire, Event::cancel,   Event::stop, Event::retry};

TEST(JobTransition, runs_through_to_completion) {
    EXPECT_EQ(next_state(job_in(JobState::available), Event::claim), JobState::running);
    EXPECT_EQ(next_state(job_in(JobState::running), Event::complete), JobState::completed);
}

TEST(JobTransition, tries_again_until_the_attempts_are_used_up) {
    for (const Event event : {Event::fail, Event::expire}) {
        EXPECT_EQ(next_state(job_in(JobState::running, 2), event), JobState::available);
        EXPECT_EQ(next_state(job_in(JobState::running, 3), event), JobState::failed);
    }
    EXPECT_EQ(next_state(job_in(JobState::running, 1), Event::give_up), JobState::failed);
}

TEST(JobTransition, never_counts_an_interruption) {
    EXPECT_EQ(next_state(job_in(JobState::running, 3), Event::interrupt), JobState::available);
}

TEST(JobTransition, cancels_at_once_what_waits_and_asks_what_runs) {
    EXPECT_EQ(next_state(job_in(JobState::available), Event::cancel), JobState::cancelled);
    EXPECT_EQ(next_state(job_in(JobState::running), Event::cancel), JobState::running);
}

TEST(JobTransition, ends_cancelled_when_a_cancel_was_asked_for_unless_the_work_was_done) {
    for (const Event event : {Event::fail, Event::give_up, Event::expire, Event::interrupt, Event::stop}) {
        EXPECT_EQ(next_state(job_in(JobState::running, 1, true), event), JobState::cancelled);
    }
    EXPECT_EQ(next_state(job_in(JobState::running, 1, true), Event::complete), JobState::completed);
}

TEST(JobTransition, retries_only_what_failed_or_was_cancelled) {
    for (const Event event : all_events) {
        EXPECT_EQ(next_state(job_in(JobState::completed), event), std::nullopt);
        const auto expected = event == Event::retry ? std::optional{JobState::available} : std::nullopt;
        EXPECT_EQ(next_state(job_in(JobState::failed), event), expected);
        EXPECT_EQ(next_state(job_in(JobState::cancelled), event), expected);
    }
    EXPECT_EQ(next_state(job_in(JobState::available), Event::retry), std::nullopt);
    EXPECT_EQ(next_state(job_in(JobState::running), Event::retry), std::nullopt);
}

}  // namespace
}  // namespace certwright::jobs
