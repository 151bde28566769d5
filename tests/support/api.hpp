#pragma once

#include "base/json.hpp"
#include "http/authentication.hpp"
#include "http/routes/about.hpp"
#include "http/routes/audit_events.hpp"
#include "http/routes/events.hpp"
#include "http/routes/health.hpp"
#include "http/routes/jobs.hpp"
#include "http/routes/me.hpp"
#include "http/routes/openapi.hpp"
#include "http/routes/session.hpp"
#include "http/routes/setup.hpp"
#include "http/routes/tokens.hpp"
#include "http/routes/users.hpp"
#include "net/url.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>

namespace certwright::test {

/// What the API answered.
struct Answer {
    int status;
    net::Headers headers;
    std::string body;

    json::object document() const { return json::parse(body, "the answer").as_object(); }
    std::string header(std::string_view name) const { return std::string{headers.find(name).value_or("")}; }
};

/// The whole API on a database, without a socket: real users, sessions, tokens and routes on a clock
/// that stands still, and every answer checked against the document. Add further routes to `router`.
/// Link certwright_http to use it.
class Api {
  public:
    explicit Api(store::Database& on) : database(on) {
        http::add_setup_routes(router, {database, setup_code, sessions});
        http::add_session_routes(router, {database, users, sessions, sign_in});
        http::add_me_routes(router, {sign_in});
        http::add_token_routes(router, {database, users, tokens});
        http::add_user_routes(router, {database, users, passwords});
        http::add_job_routes(router, {database, queue, log});
        http::add_audit_event_routes(router, {database, log});
        http::add_about_routes(router, {"1.2.3", "abcdef", database.dialect(), 8, clock.now(), ""}, clock);
        http::add_event_routes(router, hub);
        http::add_openapi_routes(router, "1.2.3");
        http::add_health_routes(router, {database, metrics, queue, {"default"}});
    }

    static constexpr std::string_view password = "correct horse battery staple";

    auth::User make_user(const std::string& name, auth::Role role) {
        const auth::NewUser user{name, passwords.choose(name, Secret{std::string{password}}), role};
        return database.write(
            [&](store::Transaction& transaction) { return users.create(transaction, user, {}); });
    }

    /// The Authorization field of a new user with that role.
    net::Headers as(auth::Role role) {
        const std::string name = "the." + std::string{auth::to_string(role)} + std::to_string(++made_);
        const auth::User user = make_user(name, role);
        const auto token = database.write([&](store::Transaction& transaction) {
            return tokens.create(transaction, user, "test", std::nullopt, {});
        });
        return {{"Authorization", "Bearer " + std::string{token.secret.reveal()}}};
    }

    /// `target` as it is written on the wire: path percent-encoded, with its query.
    Answer send(std::string method, const std::string& target, net::Headers headers = {},
                std::string body = {}) {
        net::ServerRequest request;
        request.method = std::move(method);
        const std::string path = target.substr(0, target.find('?'));
        if (target.size() > path.size()) request.query = target.substr(path.size() + 1);
        request.path = net::percent_decode(path, /*plus_is_space=*/false);
        std::istringstream rest{path.substr(1)};
        for (std::string segment; std::getline(rest, segment, '/');)
            request.segments.push_back(net::percent_decode(segment, /*plus_is_space=*/false));
        request.headers = std::move(headers);
        request.headers.set("Host", "certwright.test");
        if (!body.empty()) request.headers.set("Content-Type", "application/json");
        request.body = std::move(body);
        request.peer = peer;
        request.request_id = "req_1";
        net::ServerResponse response = router.answer(request);
        while (response.next_piece) {
            if (auto piece = response.next_piece())
                response.body += *piece;
            else
                response.next_piece = nullptr;
        }
        return {response.status, std::move(response.headers), std::move(response.body)};
    }
    Answer get(const std::string& target, net::Headers headers = {}) {
        return send("GET", target, std::move(headers));
    }
    Answer post(const std::string& target, net::Headers headers = {}, const json::object& body = {}) {
        return send("POST", target, std::move(headers), boost::json::serialize(body));
    }

    store::Database& database;
    FakeClock clock;
    Metrics metrics;
    std::string peer = "192.0.2.7";
    audit::Log log{clock};
    jobs::Queue queue{database, clock};
    auth::Users users{log, clock};
    auth::Passwords passwords{{.memory_kib = 8, .passes = 1, .lanes = 1}};
    auth::Sessions sessions{log, clock};
    auth::ApiTokens tokens{log, clock};
    auth::SignIn sign_in{database, users, passwords, sessions, log, clock};
    auth::SetupCode setup_code{users, passwords, log, clock};
    auth::Authenticator authenticator{database, users, sessions, tokens, clock};
    http::EventHub hub;
    http::Idempotency idempotency{database, clock};
    http::Router router{
        http::identify_by(authenticator), idempotency, clock, metrics, {.check_answers = true}};

  private:
    int made_ = 0;
};

}  // namespace certwright::test
