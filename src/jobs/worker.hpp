#pragma once

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "jobs/handler.hpp"
#include "jobs/queue.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace certwright::jobs {

struct WorkerOptions {
    std::map<std::string, std::size_t> lanes = {{"default", 4}};  ///< threads by lane
    Duration lease = 30s;  ///< after this without a heartbeat, another process takes the job
    Duration heartbeat = 5s;
    Duration poll = 1s;           ///< how often an idle lane looks for jobs of other processes
    Duration stop_timeout = 10s;  ///< how long stop() waits for handlers to see their stop_token
};

/// Runs jobs: claims them, keeps their leases alive, stores their outcomes, takes over jobs whose
/// process died. Start several, in several processes, on one database.
class Worker {
  public:
    Worker(store::Database& database, Queue& queue, Clock& clock, Metrics& metrics, WorkerOptions options);
    ~Worker();

    /// Before start(); the handler must outlive the worker.
    void add(Handler& handler);
    void start();
    /// Interrupted jobs become available again at once, without losing an attempt. Idempotent.
    void stop();

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace certwright::jobs
