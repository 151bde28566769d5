#include "sandbox/admin/admin_api.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "net/url.hpp"
#include "sandbox/admin/approval.hpp"
#include "sandbox/admin/bindings_report.hpp"
#include "sandbox/admin/duration.hpp"
#include "sandbox/admin/estate_report.hpp"
#include "sandbox/admin/page.hpp"

#include <map>

namespace certwright::sandbox {
namespace {

net::ServerResponse admin_response(int status, const json::value& body) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}},
            .body = boost::json::serialize(body) + "\n"};
}

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
    return admin_response(status_of(error.fault()),
                          json::object{{"error", error.message()}, {"hint", error.hint()}});
}

json::object body_of(const net::ServerRequest& request) {
    if (request.body.empty()) return {};
    const auto value = json::parse(request.body, "the request");
    if (!value.is_object()) throw Error{Fault::invalid, "the body is a JSON object"};
    return value.as_object();
}

std::string required(const json::object& from, std::string_view key) {
    if (auto text = json::text(from, key)) return *std::move(text);
    throw Error{Fault::invalid, "the body lacks \"" + std::string{key} + "\""};
}

/// A page of somebody else's, open in the same browser, must not push the clock.
void refuse_other_origins(const net::ServerRequest& request) {
    const auto origin = request.headers.find("Origin");
    const auto host = request.headers.find("Host").value_or("");
    if (origin && *origin != "http://" + std::string{host}) {
        throw Error{Fault::invalid, "the admin API answers its own page and programs only"};
    }
}

net::ServerResponse html(std::string body) {
    return {.status = 200,
            .headers = {{"Content-Type", "text/html; charset=utf-8"},
                        {"Content-Security-Policy",
                         "default-src 'none'; style-src 'unsafe-inline'; script-src "
                         "'self'; connect-src 'self'; form-action 'self'"}},
            .body = std::move(body)};
}

}  // namespace

net::ServerResponse AdminApi::clock(const net::ServerRequest& request) {
    if (request.method == "POST") {
        const auto body = body_of(request);
        const std::string verb = request.segments.size() > 1 ? request.segments[1] : "";
        if (verb == "advance") {
            world_.agenda.push(world_.clock.now() + parse_duration(required(body, "by")));
        } else if (verb == "set") {
            const Time time = parse_rfc3339(required(body, "time"));
            if (time < world_.clock.now()) {
                throw Error{Fault::conflict, "the clock goes forward only", "POST /reset begins anew"};
            }
            world_.agenda.push(time);
        } else if (verb == "rate") {
            const auto* rate = json::find(body, "rate");
            if (rate == nullptr || !rate->is_number())
                throw Error{Fault::invalid, "the body lacks the number \"rate\""};
            world_.clock.set_rate(rate->to_number<double>());
        } else {
            throw Error{Fault::not_found, "the clock can be advanced, set, or given a rate"};
        }
    }
    return admin_response(200, json::object{{"now", format_rfc3339(world_.clock.now())},
                                            {"rate", world_.clock.rate()},
                                            {"machine", format_rfc3339(world_.machine.now())}});
}

net::ServerResponse AdminApi::act(const net::ServerRequest& request) {
    const std::string first = request.segments.empty() ? "" : request.segments.front();
    if (first.empty()) return html(std::string{page_html()});
    if (first == "page.js") {
        return {.status = 200,
                .headers = {{"Content-Type", "text/javascript"}},
                .body = std::string{page_script()}};
    }
    if (first == "clock") return clock(request);
    if (first == "accounts") return admin_response(200, accounts_report(world_));
    if (first == "certificates") return admin_response(200, certificates_report(world_));
    if (first == "bindings") return admin_response(200, bindings_report(world_));
    if (first == "mail") return admin_response(200, mail_report(mailbox_));
    if (first == "root.pem") {
        return {.status = 200,
                .headers = {{"Content-Type", "application/x-pem-file"}},
                .body = world_.public_authority.root_pem()};
    }
    if (first == "approve") {
        std::map<std::string, std::string> asked;
        for (auto& [name, value] : net::parse_query(request.query)) asked[name] = value;
        return html("<!doctype html><title>Approved</title><p>" +
                    approve(world_, asked["arn"], asked["domain"], asked["approval"]) + "</p>");
    }
    if (first == "reset" && request.method == "POST") {
        reset_();
        return admin_response(200, json::object{{"status", "ok"}});
    }
    throw Error{Fault::not_found, "there is nothing at " + request.path,
                "docs/sandbox.md lists what there is"};
}

net::ServerResponse AdminApi::answer(const net::ServerRequest& request) {
    try {
        refuse_other_origins(request);
        return act(request);
    } catch (const Error& error) {
        return problem(error);
    }
}

}  // namespace certwright::sandbox
