#include "support/api.hpp"

#include "http/cursor.hpp"
#include "support/database.hpp"

namespace certwright::test {
namespace {

struct ApiTest : MigratedDatabaseTest {
    Api api{*database};
    net::Headers administrator = api.as(auth::Role::administrator);

    /// Signs alice in with her password; returns the fields that her browser sends from then on.
    net::Headers browser_of(const std::string& name) {
        const Answer signed_in =
            api.post("/api/v1/session", {}, {{"name", name}, {"password", Api::password}});
        EXPECT_EQ(signed_in.status, 201) << signed_in.body;
        const std::string cookie = signed_in.header("Set-Cookie");
        return {{"Cookie", cookie.substr(0, cookie.find(';'))},
                {"X-CSRF-Token", std::string{signed_in.document().at("csrf_token").as_string()}}};
    }

    void add_job(const std::string& kind) {
        database->write([&](store::Transaction& transaction) {
            api.queue.enqueue(transaction,
                              {.kind = kind, .arguments = R"({"region":"eu-west-1"})", .group = "run_1"});
        });
    }
};
INSTANTIATE_ON_BOTH_DATABASES(ApiTest);

std::string some_path(std::string path) {
    for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{'))
        path.replace(at, path.find('}') - at + 1, "some");
    return path;
}

TEST_P(ApiTest, no_route_answers_without_credentials_unless_it_is_open_to_anyone) {
    for (const http::Route& route : api.router.routes()) {
        const int status = api.send(std::string{http::to_string(route.method)}, some_path(route.path)).status;
        if (route.permission.permission != auth::Permission::anyone)
            EXPECT_EQ(status, 401) << route.name;
        else
            EXPECT_TRUE(status != 401 || route.name == "read_metrics") << route.name;
    }
}

TEST_P(ApiTest, no_route_answers_a_role_that_lacks_its_permission) {
    for (const auth::Role role : {auth::Role::administrator, auth::Role::operator_, auth::Role::auditor}) {
        const net::Headers credentials = api.as(role);
        for (const http::Route& route : api.router.routes()) {
            const int status =
                api.send(std::string{http::to_string(route.method)}, some_path(route.path), credentials)
                    .status;
            const auth::Permission permission = route.permission.permission;
            const bool may = permission == auth::Permission::anyone || auth::may(role, permission);
            EXPECT_EQ(status == 403, !may)
                << route.name << " for " << auth::to_string(role) << " gave " << status;
            EXPECT_NE(status, 500) << route.name;
        }
    }
}

TEST_P(ApiTest, no_change_goes_through_with_a_session_alone) {
    api.make_user("alice", auth::Role::administrator);
    const net::Headers browser{{"Cookie", std::string{*browser_of("alice").find("Cookie")}}};
    for (const http::Route& route : api.router.routes()) {
        if (route.method == http::Method::get) continue;
        EXPECT_EQ(api.send(std::string{http::to_string(route.method)}, some_path(route.path), browser).status,
                  403)
            << route.name;
    }
    EXPECT_EQ(api.get("/api/v1/session", browser).status, 200);
}

TEST_P(ApiTest, credentials_that_do_not_hold_are_none) {
    for (const net::Headers& wrong :
         {net::Headers{{"Authorization", "Bearer cwt_wrong"}}, net::Headers{{"Authorization", "Basic YTpi"}},
          net::Headers{{"Authorization", "Bearer"}}, net::Headers{{"Authorization", ""}},
          net::Headers{{"Cookie", "certwright_session=wrong"}}})
        EXPECT_EQ(api.get("/api/v1/session", wrong).status, 401);
    EXPECT_EQ(api.get("/api/v1/setup", {{"Cookie", "certwright_session=wrong"}}).status, 200);
}

TEST_P(ApiTest, a_browser_signs_in_works_and_signs_out) {
    const auth::User alice = api.make_user("alice", auth::Role::operator_);
    const net::Headers browser = browser_of("alice");
    const auto session = api.get("/api/v1/session", browser).document();
    EXPECT_EQ(session.at("user").at("id"), boost::json::string{alice.id});
    EXPECT_EQ(session.at("user").at("role"), "operator");
    EXPECT_EQ(session.at("csrf_token"), boost::json::string{*browser.find("X-CSRF-Token")});
    EXPECT_TRUE(session.at("expires_at").is_string());
    EXPECT_FALSE(session.at("permissions").as_array().empty());

    const Answer out = api.send("DELETE", "/api/v1/session", browser);
    EXPECT_EQ(out.status, 204);
    EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(api.get("/api/v1/session", browser).status, 401);
}

TEST_P(ApiTest, a_wrong_password_is_refused_and_soon_slowed_down) {
    api.make_user("alice", auth::Role::operator_);
    int status = 0;
    for (int i = 0; i < 20 && status != 429; ++i) {
        const Answer answer = api.post("/api/v1/session", {}, {{"name", "alice"}, {"password", "wrong"}});
        status = answer.status;
        EXPECT_EQ(answer.body.find("wrong password"), std::string::npos);
        if (status == 429)
            EXPECT_NE(answer.header("Retry-After"), "");
        else
            EXPECT_EQ(status, 401);
    }
    EXPECT_EQ(status, 429);
}

TEST_P(ApiTest, a_token_has_no_session_to_end) {
    const auto session = api.get("/api/v1/session", administrator).document();
    EXPECT_TRUE(session.at("csrf_token").is_null());
    EXPECT_EQ(api.send("DELETE", "/api/v1/session", administrator).status, 409);
}

TEST_P(ApiTest, a_changed_password_ends_the_other_sessions) {
    api.make_user("alice", auth::Role::auditor);
    const net::Headers here = browser_of("alice");
    const net::Headers elsewhere = browser_of("alice");
    const auto change = [&](std::string_view current, std::string_view next) {
        return api
            .send("PUT", "/api/v1/me/password", here,
                  boost::json::serialize(json::object{{"current_password", current}, {"new_password", next}}))
            .status;
    };
    EXPECT_EQ(change("wrong wrong wrong", "another long password"), 403);
    EXPECT_EQ(change(Api::password, "short"), 422);
    EXPECT_EQ(change(Api::password, "another long password"), 204);
    EXPECT_EQ(api.get("/api/v1/session", here).status, 200);
    EXPECT_EQ(api.get("/api/v1/session", elsewhere).status, 401);
}

TEST_P(ApiTest, a_token_is_made_listed_used_and_removed) {
    const Answer made = api.post("/api/v1/tokens", administrator, {{"name", "ci"}, {"expires_in_days", 30}});
    ASSERT_EQ(made.status, 201) << made.body;
    const json::object created = made.document();
    const std::string secret{created.at("secret").as_string()};
    const std::string id{created.at("token").at("id").as_string()};
    EXPECT_TRUE(secret.starts_with("cwt_"));
    EXPECT_EQ(created.at("token").at("expires_at"), "2026-01-31T00:00:00Z");

    const net::Headers with_it{{"Authorization", "bearer " + secret}};
    const Answer list = api.get("/api/v1/tokens?limit=1", with_it);
    EXPECT_EQ(list.document().at("total"), 2);
    EXPECT_TRUE(list.document().at("next_cursor").is_string());
    EXPECT_EQ(list.body.find(secret), std::string::npos);

    EXPECT_EQ(api.send("DELETE", "/api/v1/tokens/" + id, administrator).status, 204);
    EXPECT_EQ(api.get("/api/v1/tokens", with_it).status, 401);
    EXPECT_EQ(api.send("DELETE", "/api/v1/tokens/" + id, administrator).status, 404);
    EXPECT_EQ(api.post("/api/v1/tokens", administrator, {{"name", ""}}).status, 422);
    EXPECT_EQ(api.post("/api/v1/tokens", administrator, {{"name", "a"}, {"expires_in_days", 0}}).status, 422);
}

TEST_P(ApiTest, the_secret_of_a_token_is_stored_nowhere) {
    net::Headers once = administrator;
    once.set("Idempotency-Key", "k");
    const Answer made = api.post("/api/v1/tokens", once, {{"name", "ci"}});
    ASSERT_EQ(made.status, 201);
    const std::string secret{made.document().at("secret").as_string()};
    EXPECT_EQ(api.post("/api/v1/tokens", once, {{"name", "ci"}}).status, 409);
    database->read([&](store::Connection& connection) {
        connection.query("SELECT body, request_digest, location FROM idempotency_keys", store::Values{},
                         [&](const store::Row& row) {
                             EXPECT_TRUE(row.is_null(0));
                             EXPECT_TRUE(row.is_null(2));
                         });
        for (const audit::Event& event : api.log.list(connection, {}))
            EXPECT_EQ(event.details.find(secret), std::string::npos);
    });
}

TEST_P(ApiTest, nobody_sees_or_removes_the_tokens_of_others) {
    const auto id = std::string{api.post("/api/v1/tokens", administrator, {{"name", "ci"}})
                                    .document()
                                    .at("token")
                                    .at("id")
                                    .as_string()};
    const net::Headers other = api.as(auth::Role::administrator);
    EXPECT_EQ(api.get("/api/v1/tokens", other).document().at("total"), 1);
    EXPECT_EQ(api.send("DELETE", "/api/v1/tokens/" + id, other).status, 404);
}

TEST_P(ApiTest, users_are_made_changed_and_disabled) {
    const Answer made = api.post("/api/v1/users", administrator,
                                 {{"name", "bob"}, {"password", Api::password}, {"role", "auditor"}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.body.find("password"), std::string::npos);
    const std::string path = "/api/v1/users/" + std::string{made.document().at("id").as_string()};
    EXPECT_EQ(api.post("/api/v1/users", administrator,
                       {{"name", "BOB"}, {"password", Api::password}, {"role", "auditor"}})
                  .status,
              409);
    EXPECT_EQ(api.post("/api/v1/users", administrator,
                       {{"name", "eve"}, {"password", "short"}, {"role", "auditor"}})
                  .status,
              422);

    const net::Headers bob = browser_of("bob");
    EXPECT_EQ(api.get("/api/v1/users", bob).status, 403);
    EXPECT_EQ(api.send("PATCH", path, administrator, R"({"role":"administrator"})").document().at("role"),
              "administrator");
    EXPECT_EQ(api.get("/api/v1/users", bob).document().at("total"), 2);
    EXPECT_EQ(api.send("PATCH", path, administrator, R"({"disabled":true})").document().at("disabled"), true);
    EXPECT_EQ(api.get("/api/v1/users", bob).status, 401);
    EXPECT_EQ(api.send("PATCH", path, administrator, R"({"name":"robert"})").status, 422);
    EXPECT_EQ(api.send("PATCH", "/api/v1/users/usr_none", administrator, R"({"disabled":true})").status, 404);
}

TEST_P(ApiTest, the_first_administrator_is_made_with_the_code) {
    database->write([](store::Transaction& transaction) {
        for (const char* table : {"api_tokens", "sessions", "users"})
            transaction->execute("DELETE FROM " + std::string{table});
    });
    EXPECT_EQ(api.get("/api/v1/setup").document().at("needed"), true);
    const auto code =
        database->write([&](store::Transaction& transaction) { return api.setup_code.issue(transaction); });
    ASSERT_TRUE(code);
    const auto redeem = [&](const std::string& with) {
        return api.post("/api/v1/setup", {}, {{"code", with}, {"name", "root"}, {"password", Api::password}});
    };
    EXPECT_EQ(redeem("AAAA-AAAA-AAAA").status, 403);
    const Answer made = redeem(*code);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.document().at("user").at("role"), "administrator");
    const std::string cookie = made.header("Set-Cookie");
    EXPECT_EQ(api.get("/api/v1/session", {{"Cookie", cookie.substr(0, cookie.find(';'))}}).status, 200);
    EXPECT_EQ(api.get("/api/v1/setup").document().at("needed"), false);
    EXPECT_EQ(redeem(*code).status, 409);
}

TEST_P(ApiTest, jobs_are_listed_in_pages_and_cancelled_and_tried_again) {
    for (int i = 0; i < 3; ++i) {
        add_job("discovery.region");
        api.clock.advance(1s);
    }
    add_job("other");
    const auto first =
        api.get("/api/v1/jobs?kind=discovery.region&state=available&group=run_1&limit=2", administrator);
    ASSERT_EQ(first.document().at("items").as_array().size(), 2u) << first.body;
    const std::string cursor{first.document().at("next_cursor").as_string()};
    const auto second =
        api.get("/api/v1/jobs?kind=discovery.region&limit=2&cursor=" + cursor, administrator).document();
    EXPECT_EQ(second.at("items").as_array().size(), 1u);
    EXPECT_TRUE(second.at("next_cursor").is_null());
    EXPECT_EQ(api.get("/api/v1/jobs?state=odd", administrator).status, 422);

    const std::string path = "/api/v1/jobs/" + std::string{second.at("items").at(0).at("id").as_string()};
    EXPECT_EQ(api.get(path, administrator).document().at("arguments").at("region"), "eu-west-1");
    EXPECT_EQ(api.post(path + "/cancel", administrator).document().at("state"), "cancelled");
    EXPECT_EQ(api.post(path + "/cancel", administrator).status, 409);
    EXPECT_EQ(api.post(path + "/retry", administrator).document().at("state"), "available");
    EXPECT_EQ(api.get("/api/v1/jobs/job_none", administrator).status, 404);
    const auto events = api.get("/api/v1/audit_events?action=job.retried", administrator).document();
    EXPECT_EQ(events.at("items").as_array().size(), 1u);
}

TEST_P(ApiTest, audit_events_are_listed_and_verified) {
    const auto page = api.get("/api/v1/audit_events?limit=1", administrator).document();
    EXPECT_EQ(page.at("items").at(0).at("action"), "token.created");
    const std::string cursor{page.at("next_cursor").as_string()};
    const auto next = api.get("/api/v1/audit_events?limit=1&cursor=" + cursor, administrator).document();
    EXPECT_EQ(next.at("items").at(0).at("action"), "user.created");
    EXPECT_EQ(
        api.get("/api/v1/audit_events?until=2025-01-01T00:00:00Z", administrator).document().at("items"),
        json::array{});
    const Answer wrong = api.get("/api/v1/audit_events?from=yesterday", administrator);
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.document().at("errors").at(0).at("field"), "from");

    const auto verified = api.get("/api/v1/audit_events/verify", administrator).document();
    EXPECT_EQ(verified.at("events"), 2);
    EXPECT_TRUE(verified.at("broken_at").is_null());
}

TEST_P(ApiTest, says_what_it_is_and_how_it_is) {
    api.clock.advance(90s);
    const auto about = api.get("/api/v1/about", administrator).document();
    EXPECT_EQ(about.at("uptime_seconds"), 90);
    EXPECT_EQ(about.at("database"), GetParam() == store::Dialect::sqlite ? "sqlite" : "postgresql");
    EXPECT_EQ(api.get("/healthz").status, 200);
    EXPECT_EQ(api.get("/readyz").status, 200);
    EXPECT_EQ(api.get("/api/v1/openapi.json").document().at("openapi"), "3.1.0");
}

TEST_P(ApiTest, metrics_are_for_this_machine_and_for_tokens) {
    EXPECT_EQ(api.get("/metrics").status, 401);
    EXPECT_EQ(api.get("/metrics", administrator).status, 200);
    for (const char* here : {"127.0.0.1", "127.9.9.9", "::1"}) {
        api.peer = here;
        EXPECT_EQ(api.get("/metrics").status, 200) << here;
    }
    for (const char* there : {"1270.0.0.1", "10.0.0.1", "::2", "fe80::1"}) {
        api.peer = there;
        EXPECT_EQ(api.get("/metrics").status, 401) << there;
    }
    api.peer = "127.0.0.1";
    EXPECT_EQ(api.get("/metrics", {{"X-Forwarded-For", "192.0.2.1"}}).status, 401)
        << "a proxy that nobody told of";
}

TEST_P(ApiTest, metrics_tell_how_many_jobs_wait) {
    database->write(
        [&](store::Transaction& transaction) { api.queue.enqueue(transaction, {.kind = "test"}); });
    const std::string metrics = api.get("/metrics", administrator).body;
    EXPECT_NE(metrics.find("certwright_jobs{lane=\"default\",state=\"available\"} 1"), std::string::npos)
        << metrics;
    EXPECT_NE(metrics.find("certwright_jobs{lane=\"default\",state=\"running\"} 0"), std::string::npos)
        << metrics;
}

TEST_P(ApiTest, cursors_that_no_list_gave_out_are_refused) {
    const auto status_of = [&](const std::string& path, const std::string& part) {
        return api.get(path + "?cursor=" + http::encode_cursor({part}), administrator).status;
    };
    for (const char* path : {"/api/v1/audit_events", "/api/v1/users", "/api/v1/tokens"}) {
        EXPECT_EQ(status_of(path, "1"), 200) << path;
        for (const char* part : {"", "x", "-1", "1x", "99999999999999999999"})
            EXPECT_EQ(status_of(path, part), 422) << path << " " << part;
    }
}

TEST_P(ApiTest, events_are_followed_until_the_client_goes) {
    const Answer stream = api.get("/api/v1/events", administrator);
    EXPECT_EQ(stream.status, 200);
    EXPECT_EQ(stream.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(api.hub.streams(), 1u);
}

}  // namespace
}  // namespace certwright::test
