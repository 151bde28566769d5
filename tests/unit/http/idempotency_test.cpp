#include "http/idempotency.hpp"

#include "router_fixture.hpp"

namespace certwright::http {
namespace {

using test::document;
using test::header;

struct IdempotencyTest : test::RouterTest {
    int made = 0;
    std::optional<Fault> failure;

    IdempotencyTest() {
        add("make", "/make", Repeat::replay);
        add("make_secret", "/make_secret", Repeat::refuse);
        add("make_plain", "/make_plain", Repeat::plain);
    }

    void add(const char* name, const char* path, Repeat repeat) {
        auto route = simple_route(name, path);
        route.method = Method::post;
        route.permission = auth::Permission::signed_in;
        route.repeat = repeat;
        route.input = object("", {{"name", text()}});
        route.status = 201;
        route.handle = [this](const RequestContext&) {
            if (failure) throw Error{*failure, "refused"};
            ++made;
            return Reply::created(json::object{{"secret", "number " + std::to_string(made)}}, "/made/1");
        };
        router.add(route);
    }

    net::ServerResponse post(const char* path, const char* key, const char* role = "operator",
                             const char* body = R"({"name":"a"})") {
        return send("POST", path, {{"Test-Token", role}, {"Idempotency-Key", key}}, body);
    }
};

TEST_F(IdempotencyTest, a_repeat_gets_the_first_answer) {
    const auto first = post("/make", "k");
    const auto again = post("/make", "k");
    EXPECT_EQ(made, 1);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(header(again, "Location"), "/made/1");
    EXPECT_EQ(header(again, "Idempotency-Replayed"), "true");
    EXPECT_EQ(header(first, "Idempotency-Replayed"), "");
}

TEST_F(IdempotencyTest, keys_belong_to_caller_and_route) {
    post("/make", "k");
    post("/make", "other");
    post("/make", "k", "auditor");
    post("/make_secret", "k");
    EXPECT_EQ(made, 4);
}

TEST_F(IdempotencyTest, a_key_used_with_another_body_is_refused) {
    post("/make", "k");
    EXPECT_EQ(post("/make", "k", "operator", R"({"name":"b"})").status, 422);
    EXPECT_EQ(made, 1);
}

TEST_F(IdempotencyTest, an_answer_with_a_secret_is_not_kept_and_not_repeated) {
    EXPECT_EQ(post("/make_secret", "k").status, 201);
    EXPECT_EQ(post("/make_secret", "k").status, 409);
    EXPECT_EQ(made, 1);
    const auto kept = database->read([](store::Connection& connection) {
        return connection.list("SELECT body FROM idempotency_keys", {},
                               [](const store::Row& row) { return row.optional_text(0); });
    });
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_FALSE(kept.front());
}

TEST_F(IdempotencyTest, a_refused_request_frees_its_key) {
    failure = Fault::unavailable;
    EXPECT_EQ(post("/make", "k").status, 503);
    failure.reset();
    EXPECT_EQ(post("/make", "k").status, 201);
    EXPECT_EQ(made, 1);
}

TEST_F(IdempotencyTest, a_request_that_never_finished_is_not_repeated_blindly) {
    post("/make", "k");
    database->write([](store::Transaction& transaction) {
        transaction->execute("UPDATE idempotency_keys SET state = 'running', status = NULL, body = NULL");
    });
    EXPECT_EQ(post("/make", "k").status, 409);
    EXPECT_EQ(made, 1);
}

TEST_F(IdempotencyTest, what_was_done_is_not_done_again_when_its_answer_cannot_be_kept) {
    database->write([](store::Transaction& transaction) {
        transaction->execute(
            "CREATE TRIGGER full_disk BEFORE UPDATE ON idempotency_keys "
            "BEGIN SELECT RAISE(ABORT, 'no space'); END");
    });
    EXPECT_EQ(post("/make", "k").status, 500);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(post("/make", "k").status, 409);
    EXPECT_EQ(made, 1);
}

TEST_F(IdempotencyTest, keys_are_forgotten_after_a_day) {
    post("/make", "k");
    clock.advance(24h + 1s);
    EXPECT_EQ(post("/make", "k").status, 201);
    EXPECT_EQ(made, 2);
}

TEST_F(IdempotencyTest, keys_are_bounded_and_optional) {
    EXPECT_EQ(post("/make", std::string(201, 'k').c_str()).status, 422);
    EXPECT_EQ(post("/make", "").status, 422);
    send("POST", "/make", {{"Test-Token", "operator"}}, R"({"name":"a"})");
    send("POST", "/make", {{"Test-Token", "operator"}}, R"({"name":"a"})");
    EXPECT_EQ(made, 2);
    post("/make_plain", "k");
    post("/make_plain", "k");
    EXPECT_EQ(made, 4);
}

}  // namespace
}  // namespace certwright::http
