#pragma once

#include "base/metrics.hpp"
#include "http/router.hpp"
#include "jobs/queue.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct HealthPorts {
    store::Database& database;
    Metrics& metrics;
    jobs::Queue& queue;
    std::vector<std::string> lanes;  ///< whose depth is shown
};

/// For whoever watches the process: /healthz, /readyz, and /metrics, which answers this machine and
/// API tokens, because its numbers tell how large an estate is.
void add_health_routes(Router& router, const HealthPorts& ports);

}  // namespace certwright::http
