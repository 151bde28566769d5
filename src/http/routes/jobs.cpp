#include "http/routes/jobs.hpp"

#include "base/json.hpp"
#include "http/cursor.hpp"
#include "http/list.hpp"

namespace certwright::http {

namespace {

Schema state() {
    return one_of({"available", "running", "completed", "failed", "cancelled"});
}

Schema job_schema() {
    return object("Job",
                  {{"id", text()},
                   {"kind", text()},
                   {"lane", text()},
                   {"group", text().nullable().describe("For example the discovery run it belongs to.")},
                   {"state", state()},
                   {"priority", integer()},
                   {"attempt", integer()},
                   {"max_attempts", integer()},
                   {"cancel_requested", boolean()},
                   {"created_at", time()},
                   {"run_at", time()},
                   {"started_at", time().nullable()},
                   {"finished_at", time().nullable()},
                   {"worker", text().nullable()},
                   {"progress", map_of(any())},
                   {"outcome", text().nullable()},
                   {"last_error", text().nullable()},
                   {"requested_by", text().nullable()},
                   {"arguments", map_of(any())}});
}

json::object write_job(const jobs::Job& job) {
    return {{"id", job.id.text()},
            {"kind", job.kind},
            {"lane", job.lane},
            {"group", json::or_null(job.group)},
            {"state", jobs::to_string(job.state)},
            {"priority", job.priority},
            {"attempt", job.attempt},
            {"max_attempts", job.max_attempts},
            {"cancel_requested", job.cancel_requested},
            {"created_at", json::from_time(job.created_at)},
            {"run_at", json::from_time(job.run_at)},
            {"started_at", json::from_time(job.started_at)},
            {"finished_at", json::from_time(job.finished_at)},
            {"worker", json::or_null(job.worker)},
            {"progress", json::parse(job.progress, "a job's progress")},
            {"outcome", json::or_null(job.outcome)},
            {"last_error", json::or_null(job.last_error)},
            {"requested_by", json::or_null(job.requested_by)},
            {"arguments", json::parse(job.arguments, "a job's arguments")}};
}

jobs::Job get_job(const JobPorts& ports, store::Connection& connection, const std::string& id) {
    auto job = ports.queue.find(connection, jobs::JobId{id});
    if (!job)
        throw Error{Fault::not_found, "there is no job '" + id + "'",
                    "finished jobs are removed after a while"};
    return *std::move(job);
}

Route list_jobs(const JobPorts& ports) {
    return {
        .name = "list_jobs",
        .method = Method::get,
        .path = "/api/v1/jobs",
        .permission = auth::Permission::inventory_read,
        .tag = "Jobs",
        .summary = "List jobs, newest first",

        .query = list_query({optional("kind", text().length(1, 100)), optional("state", state()),
                             optional("group", text().length(1, 100))}),

        .output = list_of(job_schema()),

        .handle =
            [ports](const RequestContext& context) {
                jobs::JobFilter filter;
                filter.kind = json::text(context.query, "kind").value_or("");
                filter.group = json::text(context.query, "group").value_or("");
                if (const auto wanted = json::text(context.query, "state"))
                    filter.state = jobs::parse_job_state(*wanted);
                if (const auto cursor = json::text(context.query, "cursor"))
                    filter.before = decode_cursor(*cursor, 1).front();
                filter.limit = context.limit() + 1;  // one more tells whether another page follows
                auto found = ports.database.read(
                    [&](store::Connection& connection) { return ports.queue.list(connection, filter); });
                std::optional<std::string> next;
                if (found.size() > context.limit()) {
                    found.resize(context.limit());
                    next = encode_cursor({found.back().id.text()});
                }
                json::array items;
                for (const jobs::Job& job : found) items.push_back(write_job(job));
                return list_reply(std::move(items), next);
            },
    };
}

Route read_job(const JobPorts& ports) {
    return {
        .name = "read_job",
        .method = Method::get,
        .path = "/api/v1/jobs/{id}",
        .permission = auth::Permission::inventory_read,
        .tag = "Jobs",
        .summary = "Look at a job",

        .output = job_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return Reply::json(write_job(ports.database.read([&](store::Connection& connection) {
                    return get_job(ports, connection, context.path_value("id"));
                })));
            },
    };
}

/// Changes a job, writes the audit event of that name, and answers the job as it is then.
Reply change(const JobPorts& ports, const RequestContext& context, std::string_view action,
             void (jobs::Queue::*step)(store::Transaction&, const jobs::JobId&)) {
    const std::string& id = context.path_value("id");
    return Reply::json(write_job(ports.database.write([&](store::Transaction& transaction) {
        (ports.queue.*step)(transaction, jobs::JobId{id});
        ports.log.append(transaction, {.actor = context.caller().actor,
                                       .action = std::string{action},
                                       .subject = id,
                                       .request_id = context.request_id()});
        return get_job(ports, transaction, id);
    })));
}

Route cancel_job(const JobPorts& ports) {
    return {
        .name = "cancel_job",
        .method = Method::post,
        .path = "/api/v1/jobs/{id}/cancel",
        .permission = auth::Permission::jobs_write,
        .tag = "Jobs",
        .summary = "Cancel a job",
        .description = "A running job is asked to stop and may take some seconds to do so.",

        .output = job_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return change(ports, context, "job.cancelled", &jobs::Queue::cancel);
            },
    };
}

Route retry_job(const JobPorts& ports) {
    return {
        .name = "retry_job",
        .method = Method::post,
        .path = "/api/v1/jobs/{id}/retry",
        .permission = auth::Permission::jobs_write,
        .tag = "Jobs",
        .summary = "Try a failed or cancelled job again",

        .output = job_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return change(ports, context, "job.retried", &jobs::Queue::retry);
            },
    };
}

}  // namespace

void add_job_routes(Router& router, const JobPorts& ports) {
    router.add(list_jobs(ports));
    router.add(read_job(ports));
    router.add(cancel_job(ports));
    router.add(retry_job(ports));
}

}  // namespace certwright::http
