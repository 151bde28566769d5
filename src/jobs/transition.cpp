#include "jobs/transition.hpp"

namespace certwright::jobs {
namespace {

JobState after_failed_attempt(const Job& job) {
    if (job.cancel_requested) return JobState::cancelled;
    return job.attempt < job.max_attempts ? JobState::available : JobState::failed;
}

std::optional<JobState> next_of_running(const Job& job, Event event) {
    switch (event) {
        case Event::complete:
            return JobState::completed;
        case Event::fail:
        case Event::expire:
            return after_failed_attempt(job);
        case Event::give_up:
            return job.cancel_requested ? JobState::cancelled : JobState::failed;
        case Event::interrupt:
            return job.cancel_requested ? JobState::cancelled : JobState::available;
        case Event::cancel:
            return JobState::running;
        case Event::stop:
            return JobState::cancelled;
        case Event::claim:
        case Event::retry:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<JobState> next_state(const Job& job, Event event) {
    switch (job.state) {
        case JobState::available:
            if (event == Event::claim) return JobState::running;
            if (event == Event::cancel) return JobState::cancelled;
            return std::nullopt;
        case JobState::running:
            return next_of_running(job, event);
        case JobState::failed:
        case JobState::cancelled:
            if (event == Event::retry) return JobState::available;
            return std::nullopt;
        case JobState::completed:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace certwright::jobs
