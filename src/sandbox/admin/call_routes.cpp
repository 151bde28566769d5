#include "sandbox/admin/call_routes.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/admin/answers.hpp"

namespace certwright::sandbox {

net::ServerResponse answer_calls(CallCounts& counts, const net::ServerRequest& request) {
    if (request.method == "DELETE") {
        counts.forget();
    } else if (request.method != "GET") {
        throw Error{Fault::invalid, "calls are read with GET and forgotten with DELETE"};
    }
    json::array rows;
    for (const auto& count : counts.all()) {
        rows.push_back(json::object{{"account", count.account},
                                    {"region", count.region},
                                    {"service", count.service},
                                    {"operation", count.operation},
                                    {"calls", count.calls},
                                    {"throttled", count.throttled}});
    }
    return admin_json(200, rows);
}

}  // namespace certwright::sandbox
