#include "jobs/job.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace certwright::jobs {

std::string_view to_string(JobState state) {
    switch (state) {
        case JobState::available:
            return "available";
        case JobState::running:
            return "running";
        case JobState::completed:
            return "completed";
        case JobState::failed:
            return "failed";
        case JobState::cancelled:
            return "cancelled";
    }
    return "available";
}

JobState parse_job_state(std::string_view text) {
    for (const JobState state : {JobState::available, JobState::running, JobState::completed,
                                 JobState::failed, JobState::cancelled}) {
        if (to_string(state) == text) return state;
    }
    throw Error{Fault::invalid, fmt::format("unknown job state \"{}\"", text),
                "use available, running, completed, failed or cancelled"};
}

bool is_final(JobState state) {
    return state != JobState::available && state != JobState::running;
}

}  // namespace certwright::jobs
