#include "cli/ended_job.hpp"

#include "cli/progress.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace certwright::cli {

json::value ended_job(Api& api, const std::string& id, const std::string& doing) {
    constexpr auto pause = std::chrono::milliseconds{250};
    Progress progress;
    for (;;) {
        json::value job = api.get("/jobs/" + id);
        const std::string state = shown(job.as_object(), "state");
        if (state != "available" && state != "running") return job;
        progress.show(fmt::format("{}, attempt {}", doing, shown(job.as_object(), "attempt")));
        std::this_thread::sleep_for(pause);
    }
}

}  // namespace certwright::cli
