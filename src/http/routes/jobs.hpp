#pragma once

#include "audit/log.hpp"
#include "http/router.hpp"
#include "jobs/queue.hpp"
#include "store/database.hpp"

namespace certwright::http {

struct JobPorts {
    store::Database& database;
    jobs::Queue& queue;
    audit::Log& log;
};

/// Background work: look at it, cancel it, try it again.
void add_job_routes(Router& router, const JobPorts& ports);

}  // namespace certwright::http
