#pragma once

#include "base/json.hpp"
#include "http/router.hpp"
#include "store/migrator.hpp"
#include "support/fake_clock.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace certwright::test {

/// "/a/b" taken apart as the edge does it.
inline net::ServerRequest request(std::string method, const std::string& target, net::Headers headers = {},
                                  std::string body = {}) {
    net::ServerRequest made;
    made.method = std::move(method);
    made.path = target.substr(0, target.find('?'));
    if (target.size() > made.path.size()) made.query = target.substr(made.path.size() + 1);
    std::istringstream rest{made.path.substr(1)};
    for (std::string segment; std::getline(rest, segment, '/');) made.segments.push_back(segment);
    made.headers = std::move(headers);
    made.headers.set("Host", "certwright.test");
    if (!body.empty()) made.headers.set("Content-Type", "application/json");
    made.body = std::move(body);
    made.peer = "192.0.2.7";
    made.request_id = "req_1";
    return made;
}

inline json::object document(const net::ServerResponse& response) {
    return json::parse(response.body, "the answer").as_object();
}

inline std::string header(const net::ServerResponse& response, std::string_view name) {
    return std::string{response.headers.find(name).value_or("")};
}

/// A router on an empty database. Who calls is said by a header: "Test-Token: auditor" is an API
/// token of an auditor, "Test-Session: operator" a browser session whose CSRF token is "csrf".
struct RouterTest : testing::Test {
    FakeClock clock;
    Metrics metrics;
    std::unique_ptr<store::Database> database = store::Database::open("sqlite::memory:");
    http::Idempotency idempotency{*database, clock};
    http::Router router{identify, idempotency, clock, metrics, {.check_answers = true}};

    RouterTest() { store::migrate(*database, store::embedded_migrations()); }

    static std::optional<http::Identity> identify(const net::ServerRequest& request) {
        http::Identity who;
        if (const auto role = request.headers.find("Test-Token")) {
            who.principal = {
                "usr_" + std::string{*role}, std::string{*role}, auth::parse_role(*role), "tok_1", {}};
            return who;
        }
        if (const auto role = request.headers.find("Test-Session")) {
            who.principal = {
                "usr_" + std::string{*role}, std::string{*role}, auth::parse_role(*role), {}, "ses_1"};
            who.csrf_token = "csrf";
            return who;
        }
        return std::nullopt;
    }

    net::ServerResponse send(std::string method, const std::string& target, net::Headers headers = {},
                             std::string body = {}) {
        return router.answer(request(std::move(method), target, std::move(headers), std::move(body)));
    }

    /// A route that answers {} to anybody, to be changed by the test.
    static http::Route simple_route(std::string name, std::string path) {
        return {
            .name = std::move(name),
            .method = http::Method::get,
            .path = std::move(path),
            .permission = auth::Permission::anyone,
            .tag = "Test",
            .summary = "Answer",
            .output = http::map_of(http::any()),
            .handle = [](const http::RequestContext&) { return http::Reply::json(json::object{}); },
        };
    }
};

}  // namespace certwright::test
