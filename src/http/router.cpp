#include "http/router.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "http/forgery.hpp"
#include "http/problem.hpp"
#include "http/security_headers.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <chrono>

namespace certwright::http {

namespace {

[[noreturn]] void refuse_text(std::string message, const std::string& field) {
    throw Error{Fault::invalid, std::move(message)}.with_field(field, "must be UTF-8 without NUL");
}

bool is_api(std::string_view path) {
    return path == "/api" || path.starts_with("/api/");
}

bool says_json(const net::ServerRequest& request) {
    const auto type = request.headers.find("Content-Type");
    if (!type) return false;
    std::string_view media = type->substr(0, type->find(';'));
    while (media.ends_with(' ')) media.remove_suffix(1);
    return net::equal_ignoring_case(media, "application/json");
}

/// HTTP/1.0 may name no host at all, and no browser speaks that.
bool names_this_machine(const net::ServerRequest& request) {
    const std::string host{request.headers.find("Host").value_or("")};
    if (host.empty()) return true;
    try {
        return net::Url::parse("http://" + host).is_loopback();
    } catch (const Error&) {
        return false;
    }
}

json::object checked_query(const Route& route, const net::ServerRequest& request) {
    const auto written = net::parse_query(request.query);
    // The values are judged by their descriptions; a name without one would be repeated in the refusal.
    for (const auto& [name, value] : written)
        if (!is_storable_text(name)) refuse_text("the query is not UTF-8 text", "query");
    json::object query = route.query.from_query(written);
    route.query.require(query, "the query is not one that " + route.path + " understands");
    return query;
}

void check_path(const PathParameters& path) {
    for (const auto& [name, value] : path)
        if (!is_storable_text(value)) refuse_text("the path is not UTF-8 text", name);
}

}  // namespace

Router::Router(Identify identify, Idempotency& idempotency, const Clock& clock, Metrics& metrics,
               RouterOptions options)
    : identify_(std::move(identify)),
      idempotency_(idempotency),
      metrics_(metrics),
      options_(options),
      requests_(clock, options.request_rate),
      guesses_(clock, options.guess_rate) {}

void Router::add(Route route) {
    for (const Route& other : routes_) {
        ensure(other.name != route.name, "two routes are named " + route.name);
        ensure(other.method != route.method || other.path != route.path, "two routes at " + route.path);
    }
    ensure(!route.name.empty() && !route.summary.empty() && !route.tag.empty() && route.handle,
           "a route is named, described and handled: " + route.path);
    templates_.emplace_back(route.path);
    routes_.push_back(std::move(route));
}

void Router::set_fallback(std::function<net::ServerResponse(const net::ServerRequest&)> fallback) {
    fallback_ = std::move(fallback);
}

net::ServerResponse Router::answer(const net::ServerRequest& request) {
    const log::Scope scope{"request_id", request.request_id};
    const auto started = std::chrono::steady_clock::now();
    Match match;
    Reply reply;
    try {
        match = find(request.method, request.segments);
        reply = dispatch(request, match);
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) log::error("request failed", {{"problem", error.message()}});
        if (error.fault() == Fault::unavailable) log::warn("request failed", {{"problem", error.message()}});
        reply = problem(error, request.request_id);
    } catch (const std::exception& error) {
        log::error("request failed", {{"problem", error.what()}});
        reply = problem(Error{Fault::internal, {}}, request.request_id);
    }
    add_security_headers(reply.response, request);
    const auto took = std::chrono::steady_clock::now() - started;
    record(request, match, reply.response.status, std::chrono::duration_cast<Duration>(took));
    return std::move(reply.response);
}

Router::Match Router::find(std::string_view method, const std::vector<std::string>& segments) const {
    // A HEAD is a GET whose body the edge leaves out (RFC 9110 section 9.3.2).
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    Match best;
    std::size_t most_literals = 0;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        auto values = templates_[i].match(segments);
        if (!values) continue;
        if (to_string(routes_[i].method) != wanted) {
            best.allowed += (best.allowed.empty() ? "" : ", ") + std::string{to_string(routes_[i].method)};
        } else if (!best.route || templates_[i].literals() > most_literals) {
            best.route = &routes_[i];
            best.path = std::move(*values);
            most_literals = templates_[i].literals();
        }
    }
    return best;
}

Reply Router::dispatch(const net::ServerRequest& request, const Match& match) {
    if (options_.local_names_only && !names_this_machine(request))
        return problem(Error{Fault::invalid, "this server answers to this machine's own names only",
                             "use 127.0.0.1 or localhost; behind a proxy that passes the Host on, start with "
                             "--behind-proxy"},
                       request.request_id, 421);
    if (!match.route) {
        if (!match.allowed.empty())
            return problem(
                       Error{Fault::invalid, request.path + " does not know the method " + request.method},
                       request.request_id, 405)
                .with_header("Allow", match.allowed);
        const bool reads = request.method == "GET" || request.method == "HEAD";
        if (fallback_ && reads && !is_api(request.path)) return Reply{fallback_(request)};
        throw Error{Fault::not_found, "there is nothing at '" + request.path + "'",
                    "GET /api/v1/openapi.json lists every route"};
    }
    const Route& route = *match.route;
    const std::optional<Identity> who = identify_(request);
    if (route.permission.permission != auth::Permission::anyone) {
        if (!who)
            throw Error{Fault::unauthenticated, "nobody is signed in", "sign in, or send a valid API token"};
        if (!auth::may(who->principal.role, route.permission.permission))
            throw Error{Fault::forbidden, "the role " + std::string{auth::to_string(who->principal.role)} +
                                              " may not do this: " + route.summary};
    }
    refuse_forgery(request, route.method, who);
    requests_.take(who ? who->principal.user_id : request.peer);
    if (!route.guessable) return call(request, match, who);

    // Only failures cost: whoever knows the password can sign in as often as they like.
    guesses_.take(request.peer);
    Reply reply = call(request, match, who);
    if (reply.response.status < 400) guesses_.give_back(request.peer);
    return reply;
}

Reply Router::call(const net::ServerRequest& request, const Match& match,
                   const std::optional<Identity>& who) {
    const Route& route = *match.route;
    check_path(match.path);
    const json::object query = checked_query(route, request);
    json::object body;
    if (route.input) {
        if (!says_json(request))
            return problem(
                Error{Fault::invalid, "the body must be JSON", "send Content-Type: application/json"},
                request.request_id, 415);
        json::value parsed;
        try {
            parsed = json::parse(request.body, "the request body");
        } catch (const Error& error) {
            return problem(error, request.request_id, 400);
        }
        route.input->require(parsed, "the body is not one that " + route.path + " understands");
        body = std::move(parsed.get_object());
    }
    const RequestContext context{request, match.path, query, body, who ? &who->principal : nullptr};
    Reply reply = handle(route, context);
    if (options_.check_answers) check(route, reply);
    return reply;
}

Reply Router::handle(const Route& route, const RequestContext& context) {
    const auto key = context.request.headers.find("Idempotency-Key");
    if (route.repeat == Repeat::plain || !key) return route.handle(context);
    return idempotency_.once(route, context, std::string{*key}, [&] { return route.handle(context); });
}

void Router::check(const Route& route, const Reply& reply) const {
    const net::ServerResponse& response = reply.response;
    if (response.status >= 400) return;
    const auto type = response.headers.find("Content-Type");
    ensure(response.status == route.status, "the status of " + route.name);
    if (!route.output) {
        const bool is_empty = route.output_types.empty() && !type;
        ensure(
            is_empty || std::ranges::find(route.output_types, type.value_or("")) != route.output_types.end(),
            "the media type of " + route.name);
        return;
    }
    ensure(type == "application/json", "the media type of " + route.name);
    for (const FieldProblem& wrong : route.output->problems(json::parse(response.body, "the answer")))
        ensure(false, "the answer of " + route.name + ": " + wrong.field + " " + wrong.problem);
}

void Router::record(const net::ServerRequest& request, const Match& match, int status, Duration took) {
    const std::string route = match.route ? match.route->path : "other";
    const std::string method = match.route ? std::string{to_string(match.route->method)} : "other";
    metrics_.count("certwright_http_requests_total", "Requests answered, by route and status.",
                   {{"route", route}, {"method", method}, {"status", std::to_string(status)}});
    metrics_.observe_seconds("certwright_http_request_seconds", "How long requests took to answer.",
                             std::chrono::duration<double>{took}.count(), {{"route", route}});
    log::info("request", {{"method", method},
                          {"route", route},
                          {"status", status},
                          {"milliseconds", std::chrono::duration<double, std::milli>{took}.count()},
                          {"peer", request.peer}});
}

}  // namespace certwright::http
