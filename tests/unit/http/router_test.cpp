#include "router_fixture.hpp"

namespace certwright::http {
namespace {

using test::document;
using test::header;
using test::RouterTest;

TEST_F(RouterTest, calls_the_route_of_method_and_path) {
    router.add(simple_route("read_thing", "/api/v1/things/{id}"));
    EXPECT_EQ(send("GET", "/api/v1/things/1").status, 200);
    EXPECT_EQ(send("HEAD", "/api/v1/things/1").status, 200);
}

TEST_F(RouterTest, prefers_the_literal_of_two_paths_that_fit) {
    auto by_id = simple_route("read_thing", "/things/{id}");
    by_id.handle = [](const RequestContext& context) {
        return Reply::json(json::object{{"id", context.path_value("id")}});
    };
    router.add(by_id);
    router.add(simple_route("read_summary", "/things/summary"));
    EXPECT_EQ(send("GET", "/things/1").body, R"({"id":"1"})");
    EXPECT_EQ(send("GET", "/things/summary").body, "{}");
}

TEST_F(RouterTest, answers_404_for_unknown_paths) {
    const auto response = send("GET", "/api/v1/nothing");
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(document(response).at("fault"), "not_found");
    EXPECT_EQ(document(response).at("request_id"), "req_1");
}

TEST_F(RouterTest, answers_405_with_the_methods_there_are) {
    auto change = simple_route("change_thing", "/api/v1/thing");
    change.method = Method::patch;
    router.add(simple_route("read_thing", "/api/v1/thing"));
    router.add(change);
    const auto response = send("DELETE", "/api/v1/thing");
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(header(response, "Allow"), "GET, PATCH");
}

TEST_F(RouterTest, gives_pages_to_the_fallback_but_never_api_paths) {
    router.set_fallback([](const net::ServerRequest&) {
        net::ServerResponse page;
        page.body = "page";
        return page;
    });
    EXPECT_EQ(send("GET", "/accounts").body, "page");
    EXPECT_EQ(send("GET", "/api/v1/nothing").status, 404);
    EXPECT_EQ(send("GET", "/api").status, 404);
    EXPECT_EQ(send("POST", "/accounts").status, 404);
}

TEST_F(RouterTest, refuses_two_routes_in_one_place_or_of_one_name) {
    router.add(simple_route("read_thing", "/thing"));
    EXPECT_THROW(router.add(simple_route("read_thing", "/other")), Error);
    EXPECT_THROW(router.add(simple_route("other", "/thing")), Error);
}

TEST_F(RouterTest, asks_for_credentials_then_for_permission) {
    auto route = simple_route("write_users", "/users");
    route.permission = auth::Permission::users_write;
    router.add(route);
    EXPECT_EQ(send("GET", "/users").status, 401);
    EXPECT_EQ(send("GET", "/users", {{"Test-Token", "auditor"}}).status, 403);
    EXPECT_EQ(send("GET", "/users", {{"Test-Token", "operator"}}).status, 403);
    EXPECT_EQ(send("GET", "/users", {{"Test-Token", "administrator"}}).status, 200);
}

struct ForgeryTest : RouterTest {
    ForgeryTest() {
        auto route = simple_route("change", "/change");
        route.method = Method::post;
        route.permission = auth::Permission::signed_in;
        router.add(route);
        auto open = simple_route("sign_in", "/open");
        open.method = Method::post;
        router.add(open);
    }
};

TEST_F(ForgeryTest, a_session_changes_nothing_without_its_csrf_token) {
    EXPECT_EQ(send("POST", "/change", {{"Test-Session", "operator"}}).status, 403);
    EXPECT_EQ(send("POST", "/change", {{"Test-Session", "operator"}, {"X-CSRF-Token", "csrg"}}).status, 403);
    EXPECT_EQ(send("POST", "/change", {{"Test-Session", "operator"}, {"X-CSRF-Token", ""}}).status, 403);
    EXPECT_EQ(send("POST", "/change", {{"Test-Session", "operator"}, {"X-CSRF-Token", "csrf"}}).status, 200);
}

TEST_F(ForgeryTest, another_origin_changes_nothing) {
    const auto from = [&](const char* name, const char* value) {
        return send("POST", "/change",
                    {{"Test-Session", "operator"}, {"X-CSRF-Token", "csrf"}, {name, value}})
            .status;
    };
    EXPECT_EQ(from("Origin", "http://certwright.test"), 200);
    EXPECT_EQ(from("Origin", "http://evil.test"), 403);
    EXPECT_EQ(from("Origin", "https://certwright.test"), 403);
    EXPECT_EQ(from("Origin", "http://certwright.test.evil.test"), 403);
    EXPECT_EQ(from("Origin", "null"), 403);
    EXPECT_EQ(from("Sec-Fetch-Site", "same-origin"), 200);
    EXPECT_EQ(from("Sec-Fetch-Site", "cross-site"), 403);
    EXPECT_EQ(from("Sec-Fetch-Site", "same-site"), 403);
}

TEST_F(ForgeryTest, nobody_is_signed_in_from_another_origin) {
    EXPECT_EQ(send("POST", "/open").status, 200);
    EXPECT_EQ(send("POST", "/open", {{"Origin", "http://evil.test"}}).status, 403);
}

TEST_F(ForgeryTest, a_token_needs_none_of_that) {
    EXPECT_EQ(send("POST", "/change", {{"Test-Token", "auditor"}, {"Origin", "http://evil.test"}}).status,
              200);
}

struct InputTest : RouterTest {
    InputTest() {
        auto route = simple_route("add_thing", "/things/{id}");
        route.method = Method::post;
        route.query = object("", {optional("limit", integer().between(1, 5))});
        route.input = object("NewThing", {{"name", text().length(1, 5)}});
        route.handle = [](const RequestContext& context) {
            return Reply::json(json::object{{"name", context.body.at("name")}, {"limit", context.limit()}});
        };
        router.add(route);
    }
};

TEST_F(InputTest, hands_over_what_was_checked) {
    EXPECT_EQ(send("POST", "/things/1?limit=3", {}, R"({"name":"a"})").body, R"({"name":"a","limit":3})");
}

TEST_F(InputTest, refuses_wrong_fields_by_path) {
    const auto body = send("POST", "/things/1", {}, R"({"name":1,"colour":"red"})");
    EXPECT_EQ(body.status, 422);
    EXPECT_EQ(document(body).at("errors"),
              json::parse(R"([{"field":"name","problem":"must be of type string"},
                              {"field":"colour","problem":"is not known here"}])",
                          "expected"));
    const auto query = send("POST", "/things/1?limit=9&x=1", {}, R"({"name":"a"})");
    EXPECT_EQ(query.status, 422);
    EXPECT_EQ(document(query).at("errors").as_array().size(), 2u);
}

TEST_F(InputTest, refuses_bodies_that_are_no_object) {
    for (const char* body : {"[]", "1", "null", "\"x\""})
        EXPECT_EQ(send("POST", "/things/1", {}, body).status, 422) << body;
}

TEST_F(InputTest, answers_400_for_malformed_json) {
    for (const std::string& body : {std::string{"{"}, std::string{"{\"name\":\"\xff\"}"},
                                    std::string{"{} {}"}, std::string(5000, '[')}) {
        const auto response = send("POST", "/things/1", {}, body);
        EXPECT_EQ(response.status, 400) << body.substr(0, 20);
        EXPECT_EQ(document(response).at("fault"), "invalid");
    }
}

TEST_F(InputTest, answers_415_for_other_media_types) {
    auto request = test::request("POST", "/things/1", {}, R"({"name":"a"})");
    request.headers.set("Content-Type", "text/plain");
    EXPECT_EQ(router.answer(request).status, 415);
    request.headers.set("Content-Type", "application/json; charset=utf-8");
    EXPECT_EQ(router.answer(request).status, 200);
}

TEST_F(InputTest, refuses_text_that_a_database_cannot_keep) {
    auto request = test::request("POST", "/things/1", {}, R"({"name":"a"})");
    request.segments.back() = "\xff";
    EXPECT_EQ(router.answer(request).status, 422);
    EXPECT_EQ(send("POST", "/things/1?limit=%00", {}, R"({"name":"a"})").status, 422);
    EXPECT_EQ(send("POST", "/things/1?limit=%ff", {}, R"({"name":"a"})").status, 422);
    EXPECT_EQ(send("POST", "/things/1?limit=%zz", {}, R"({"name":"a"})").status, 422);
}

TEST_F(RouterTest, keeps_internal_failures_to_itself) {
    auto ours = simple_route("ours", "/ours");
    ours.handle = [](const RequestContext&) -> Reply { throw Error{Fault::internal, "SELECT secret"}; };
    auto foreign = simple_route("foreign", "/foreign");
    foreign.handle = [](const RequestContext&) -> Reply { throw std::runtime_error{"secret"}; };
    router.add(ours);
    router.add(foreign);
    for (const char* path : {"/ours", "/foreign"}) {
        const auto response = send("GET", path);
        EXPECT_EQ(response.status, 500);
        EXPECT_EQ(response.body.find("secret"), std::string::npos);
    }
}

TEST_F(RouterTest, catches_answers_that_the_document_does_not_describe) {
    auto extra = simple_route("extra", "/extra");
    extra.output = object("Thing", {{"name", text()}});
    extra.handle = [](const RequestContext&) {
        return Reply::json(json::object{{"name", "a"}, {"secret", 1}});
    };
    auto status = simple_route("status", "/status");
    status.status = 201;
    auto type = simple_route("type", "/type");
    type.output.reset();
    type.output_types = {"text/csv"};
    router.add(extra);
    router.add(status);
    router.add(type);
    for (const char* path : {"/extra", "/status", "/type"}) EXPECT_EQ(send("GET", path).status, 500) << path;
}

TEST_F(RouterTest, puts_security_headers_on_every_answer) {
    router.add(simple_route("read_thing", "/thing"));
    for (const char* path : {"/thing", "/missing"}) {
        const auto response = send("GET", path);
        EXPECT_TRUE(header(response, "Content-Security-Policy").starts_with("default-src 'none';")) << path;
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(header(response, "Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_NE(header(response, "Permissions-Policy"), "");
        EXPECT_EQ(header(response, "Cache-Control"), "no-store");
        EXPECT_EQ(header(response, "Strict-Transport-Security"), "");
    }
    auto secure = test::request("GET", "/thing");
    secure.secure = true;
    EXPECT_NE(header(router.answer(secure), "Strict-Transport-Security"), "");
}

TEST_F(RouterTest, slows_down_guessing_but_not_who_knows) {
    auto route = simple_route("sign_in", "/sign_in");
    route.guessable = true;
    bool knows = true;
    route.handle = [&](const RequestContext&) -> Reply {
        if (!knows) throw Error{Fault::unauthenticated, "wrong"};
        return Reply::json(json::object{});
    };
    router.add(route);
    for (int i = 0; i < 30; ++i) EXPECT_EQ(send("GET", "/sign_in").status, 200);
    knows = false;
    for (int i = 0; i < 10; ++i) EXPECT_EQ(send("GET", "/sign_in").status, 401);
    const auto refused = send("GET", "/sign_in");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(header(refused, "Retry-After"), "6");
    clock.advance(6s);
    EXPECT_EQ(send("GET", "/sign_in").status, 401);
    auto elsewhere = test::request("GET", "/sign_in");
    elsewhere.peer = "192.0.2.8";
    EXPECT_EQ(router.answer(elsewhere).status, 401);
}

TEST_F(RouterTest, limits_the_requests_of_one_user) {
    router.add(simple_route("read_thing", "/thing"));
    for (int i = 0; i < 500; ++i) ASSERT_EQ(send("GET", "/thing", {{"Test-Token", "auditor"}}).status, 200);
    EXPECT_EQ(send("GET", "/thing", {{"Test-Token", "auditor"}}).status, 429);
    EXPECT_EQ(send("GET", "/thing", {{"Test-Token", "operator"}}).status, 200);
}

TEST_F(RouterTest, counts_requests_by_template_never_by_path) {
    router.add(simple_route("read_thing", "/things/{id}"));
    send("GET", "/things/secret-name");
    send("BREW", "/else");
    const std::string metrics_text = metrics.expose();
    EXPECT_NE(metrics_text.find(R"(route="/things/{id}")"), std::string::npos);
    EXPECT_EQ(metrics_text.find("secret-name"), std::string::npos);
    EXPECT_EQ(metrics_text.find("BREW"), std::string::npos);
}

TEST_F(RouterTest, a_local_server_answers_to_local_names_only) {
    http::Router local{
        identify, idempotency, clock, metrics, {.check_answers = true, .local_names_only = true}};
    local.add(simple_route("read", "/read"));
    const auto status_for = [&](const char* host) {
        auto asked = test::request("GET", "/read");
        asked.headers.set("Host", host);
        return local.answer(asked).status;
    };
    for (const char* host : {"127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "127.9.9.9", ""})
        EXPECT_EQ(status_for(host), 200) << host;
    for (const char* host :
         {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "10.0.0.1", "?"})
        EXPECT_EQ(status_for(host), 421) << host;
    router.add(simple_route("read", "/read"));
    EXPECT_EQ(send("GET", "/read").status, 200) << "others answer to every name";
}

TEST_F(RouterTest, a_name_that_is_no_utf_8_is_refused_in_good_json) {
    router.add(simple_route("read", "/read"));
    const auto refused = send("GET", "/read?%ff=1");
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(document(refused).at("fault"), "invalid");
}

}  // namespace
}  // namespace certwright::http
