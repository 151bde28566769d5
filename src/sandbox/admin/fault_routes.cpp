#include "sandbox/admin/fault_routes.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/admin/answers.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {
namespace {

constexpr std::size_t usual_log = 100;
constexpr std::size_t longest_log = 1000;

json::object fault_report(const Faults& faults) {
    const auto plan = faults.plan();
    const auto counts = faults.counts();
    json::array counted;
    for (std::size_t at = 0; at < counts.size() && at < plan.rules.size(); ++at) {
        counted.push_back(json::object{
            {"rule", plan.rules[at].name}, {"matched", counts[at].matched}, {"fired", counts[at].fired}});
    }
    return {{"plan", plan.to_json()}, {"counts", std::move(counted)}, {"fired", faults.fired()}};
}

json::object log_entry(const FiredFault& fired) {
    json::object entry{{"time", format_rfc3339(fired.at)},
                       {"machine_time", format_rfc3339(fired.machine_at)},
                       {"rule", fired.rule},
                       {"fault", to_string(fired.kind)},
                       {"call", fired.number},
                       {"service", fired.call.service},
                       {"operation", fired.call.operation},
                       {"account", fired.call.account},
                       {"region", fired.call.region},
                       {"access_key", fired.call.access_key},
                       {"request_id", fired.request_id}};
    if (fired.kind == FaultKind::latency)
        entry["latency"] =
            fmt::format("{}ms", std::chrono::round<std::chrono::milliseconds>(fired.latency).count());
    return entry;
}

json::array log_report(const Faults& faults, std::size_t most) {
    json::array rows;
    for (const auto& fired : faults.log(most)) rows.push_back(log_entry(fired));
    return rows;
}

}  // namespace

net::ServerResponse answer_faults(Faults& faults, const net::ServerRequest& request) {
    if (request.segments.size() > 1) {
        if (request.segments[1] != "log" || request.method != "GET")
            throw Error{Fault::not_found, "there is GET /faults/log"};
        return admin_json(200, log_report(faults, query_number(request, "limit", usual_log, longest_log)));
    }
    if (request.method == "PUT") {
        faults.put(FaultPlan::parse(body_of(request)));
    } else if (request.method == "POST") {
        faults.add(FaultRule::parse(body_of(request), faults.plan().rules.size() + 1));
    } else if (request.method == "DELETE") {
        faults.put({});
    }
    return admin_json(200, fault_report(faults));
}

}  // namespace certwright::sandbox
