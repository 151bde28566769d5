#include "http/openapi.hpp"

#include "http/etag.hpp"
#include "http/list.hpp"
#include "router_fixture.hpp"

namespace certwright::http {
namespace {

using test::document;
using test::header;
using test::RouterTest;

TEST_F(RouterTest, describes_its_routes) {
    auto open = simple_route("read_thing", "/things/{id}");
    open.query = list_query();
    auto closed = simple_route("make_thing", "/things/{id}");
    closed.method = Method::post;
    closed.permission = auth::Permission::accounts_write;
    closed.repeat = Repeat::refuse;
    closed.input = object("NewThing", {{"name", text()}});
    closed.output = object("Thing", {{"name", text()}});
    closed.status = 201;
    auto stream = simple_route("follow", "/events");
    stream.output.reset();
    stream.output_types = {"text/event-stream"};
    for (const auto& route : {open, closed, stream}) router.add(route);

    const json::object api = openapi_document(router.routes(), "1.2.3");
    EXPECT_EQ(api.at("openapi"), "3.1.0");
    EXPECT_EQ(api.at("info").at("version"), "1.2.3");
    const json::object& thing = api.at("paths").at("/things/{id}").as_object();
    EXPECT_EQ(thing.at("get").at("security"), json::array{});
    EXPECT_EQ(thing.at("get").at("parameters").as_array().size(), 3u);
    const json::object& made = thing.at("post").as_object();
    EXPECT_EQ(made.at("operationId"), "make_thing");
    EXPECT_FALSE(made.contains("security"));
    EXPECT_EQ(made.at("requestBody").at("content").at("application/json").at("schema").at("$ref"),
              "#/components/schemas/NewThing");
    EXPECT_EQ(made.at("responses").at("201").at("content").at("application/json").at("schema").at("$ref"),
              "#/components/schemas/Thing");
    EXPECT_EQ(made.at("responses").at("default").at("$ref"), "#/components/responses/Problem");
    EXPECT_TRUE(api.at("paths")
                    .at("/events")
                    .at("get")
                    .at("responses")
                    .at("200")
                    .at("content")
                    .as_object()
                    .contains("text/event-stream"));
    for (const char* name : {"NewThing", "Thing", "Problem"})
        EXPECT_TRUE(api.at("components").at("schemas").as_object().contains(name)) << name;
}

TEST_F(RouterTest, pages_through_a_list_that_is_read_whole) {
    auto route = simple_route("list_things", "/things");
    route.query = list_query();
    route.output = list_of(integer());
    route.handle = [](const RequestContext& context) {
        json::array all;
        for (int i = 0; i < 5; ++i) all.push_back(i);
        return page_of(context, all);
    };
    router.add(route);
    std::string seen, cursor;
    for (int page = 0; page < 3; ++page) {
        const json::object said = document(send("GET", "/things?limit=2" + cursor));
        EXPECT_EQ(said.at("total"), 5);
        seen += boost::json::serialize(said.at("items"));
        if (said.at("next_cursor").is_string())
            cursor = "&cursor=" + std::string{said.at("next_cursor").get_string()};
        else
            EXPECT_EQ(page, 2);
    }
    EXPECT_EQ(seen, "[0,1][2,3][4]");
    EXPECT_EQ(send("GET", "/things?cursor=nonsense").status, 422);
    EXPECT_EQ(send("GET", "/things?limit=0").status, 422);
    EXPECT_EQ(send("GET", "/things?limit=201").status, 422);
}

TEST_F(RouterTest, refuses_a_change_of_a_stale_version) {
    auto route = simple_route("change_thing", "/thing");
    const std::string etag = etag_of(clock.now());
    route.handle = [etag](const RequestContext& context) {
        if (auto stale = refuse_stale(context, etag)) return *std::move(stale);
        return Reply::json(json::object{}).with_header("ETag", etag);
    };
    router.add(route);
    for (const std::string& fits : {etag, std::string{"*"}, "\"1\", " + etag})
        EXPECT_EQ(send("GET", "/thing", {{"If-Match", fits}}).status, 200) << fits;
    const auto stale = send("GET", "/thing", {{"If-Match", "\"1\""}});
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(document(stale).at("title"), "Precondition Failed");
    EXPECT_EQ(send("GET", "/thing", {{"If-Match", "W/" + etag}}).status, 412);
}

TEST(Attachment, cannot_break_out_of_its_header) {
    const Reply reply = Reply::attachment("x", "text/plain", "a\"b\r\nSet-Cookie: c/d.pem");
    EXPECT_EQ(reply.response.headers.find("Content-Disposition"),
              "attachment; filename=\"a_b__Set-Cookie: c_d.pem\"");
}

}  // namespace
}  // namespace certwright::http
