#include "sandbox/admin/admin_api.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/admin/accounts_report.hpp"
#include "sandbox/admin/answers.hpp"
#include "sandbox/admin/approval_page.hpp"
#include "sandbox/admin/authorities_report.hpp"
#include "sandbox/admin/bindings_report.hpp"
#include "sandbox/admin/call_routes.hpp"
#include "sandbox/admin/certificates_report.hpp"
#include "sandbox/admin/clock_routes.hpp"
#include "sandbox/admin/events_report.hpp"
#include "sandbox/admin/fault_routes.hpp"
#include "sandbox/admin/mail_report.hpp"
#include "sandbox/admin/own_page.hpp"
#include "sandbox/admin/page.hpp"
#include "sandbox/admin/presenters_report.hpp"
#include "sandbox/admin/zones_report.hpp"

namespace certwright::sandbox {
namespace {

constexpr std::size_t most_rows = 1000;

int status_of(Fault fault) {
    switch (fault) {
        case Fault::invalid:
            return 400;
        case Fault::not_found:
            return 404;
        case Fault::conflict:
            return 409;
        case Fault::unauthenticated:
        case Fault::forbidden:
        case Fault::rate_limited:
        case Fault::unavailable:
        case Fault::internal:
            break;
    }
    return 500;
}

net::ServerResponse problem(const Error& error) {
    return admin_json(status_of(error.fault()),
                      json::object{{"error", error.message()}, {"hint", error.hint()}});
}

CertificateQuery certificate_query(const net::ServerRequest& request) {
    CertificateQuery query;
    query.search = query_text(request, "search");
    query.account = query_text(request, "account");
    query.region = query_text(request, "region");
    query.status = query_text(request, "status");
    query.type = query_text(request, "type");
    if (const auto in_use = query_text(request, "in_use"); !in_use.empty()) query.in_use = in_use == "true";
    if (auto sort = query_text(request, "sort"); !sort.empty()) query.sort = std::move(sort);
    query.descending = query_text(request, "order") == "descending";
    query.offset = query_number(request, "offset", 0, SIZE_MAX);
    query.limit = query_number(request, "limit", 100, most_rows);
    return query;
}

}  // namespace

/// What there is, to be read.
std::optional<json::value> AdminApi::report(const net::ServerRequest& request) {
    const std::string& first = request.segments.front();
    const auto second = request.segments.size() > 1 ? std::optional{request.segments[1]} : std::nullopt;
    const auto limit = query_number(request, "limit", most_rows, most_rows);
    if (first == "overview") return overview_report(world_, mailbox_, faults_);
    if (first == "accounts") return accounts_report(world_, limit);
    if (first == "authorities" && second) return authority_report(world_, *second, limit);
    if (first == "authorities") return authorities_report(world_, limit);
    if (first == "load_balancers") return load_balancers_report(world_, limit);
    if (first == "distributions") return distributions_report(world_, limit);
    if (first == "rules") return rules_report(world_, limit);
    if (first == "queues" && second) return queue_report(world_, *second, limit);
    if (first == "queues") return queues_report(world_, limit);
    if (first == "bindings") return bindings_report(world_);
    if (first == "certificates" && second) return certificate_report(world_, *second);
    if (first == "certificates") return certificates_report(world_, certificate_query(request));
    if (first == "mail") return mail_report(mailbox_, limit);
    if (first == "zones" && second)
        return zone_report(world_, *second, query_number(request, "offset", 0, SIZE_MAX), limit);
    if (first == "zones") return zones_report(world_, limit);
    return std::nullopt;
}

net::ServerResponse AdminApi::act(const net::ServerRequest& request) {
    const std::string first = request.segments.empty() ? "index.html" : request.segments.front();
    if (const auto file = page_file(first)) return admin_file(200, file->type, std::string{file->content});
    if (first == "clock") return answer_clock(world_, request);
    if (first == "faults") return answer_faults(faults_, request);
    if (first == "calls") return answer_calls(calls_, request);
    if (first == "approve") return answer_approval(world_, request);
    if (first == "root.pem")
        return admin_file(200, "application/x-pem-file", world_.public_authority.root_pem());
    if (first == "reset" && request.method == "POST") {
        reset_();
        return admin_json(200, json::object{{"status", "ok"}});
    }
    if (request.method == "GET") {
        if (const auto found = report(request)) return admin_json(200, *found);
    }
    throw Error{Fault::not_found, "there is nothing at " + request.path,
                "docs/sandbox.md lists what there is"};
}

net::ServerResponse AdminApi::answer(const net::ServerRequest& request) {
    try {
        refuse_other_pages(request, public_url_);
        return act(request);
    } catch (const Error& error) {
        return problem(error);
    }
}

}  // namespace certwright::sandbox
