#include "http/problem.hpp"

#include "base/json.hpp"
#include "net/response_head.hpp"

#include <algorithm>

namespace certwright::http {

int status_of(Fault fault) {
    switch (fault) {
        case Fault::invalid:
            return 422;
        case Fault::unauthenticated:
            return 401;
        case Fault::forbidden:
            return 403;
        case Fault::not_found:
            return 404;
        case Fault::conflict:
            return 409;
        case Fault::rate_limited:
            return 429;
        case Fault::unavailable:
            return 503;
        case Fault::internal:
            return 500;
    }
    return 500;
}

Reply problem(const Error& error, std::string_view request_id, std::optional<int> status) {
    const bool ours = error.fault() == Fault::internal;
    const int code = status.value_or(status_of(error.fault()));
    json::object document{{"type", "urn:certwright:fault:" + std::string{to_string(error.fault())}},
                          {"title", net::reason_phrase(code)},
                          {"status", code},
                          {"detail", ours ? "something went wrong inside Certwright" : error.message()},
                          {"fault", to_string(error.fault())},
                          {"request_id", request_id}};
    if (ours)
        document["hint"] = "the server's log says more under this request id";
    else if (!error.hint().empty())
        document["hint"] = error.hint();
    if (!error.fields().empty()) {
        json::array fields;
        for (const FieldProblem& field : error.fields())
            fields.push_back(json::object{{"field", field.field}, {"problem", field.problem}});
        document["errors"] = std::move(fields);
    }
    Reply reply = Reply::json(document, code);
    reply.response.headers.set("Content-Type", "application/problem+json");
    if (code == 401) reply.response.headers.set("WWW-Authenticate", "Bearer realm=\"certwright\"");
    if (const auto delay = error.retry_after()) {
        // Whole seconds, rounded up, so that a client that obeys is never early.
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*delay).count();
        reply.response.headers.set("Retry-After", std::to_string(std::max<long long>(1, seconds)));
    }
    return reply;
}

}  // namespace certwright::http
