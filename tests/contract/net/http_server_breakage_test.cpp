#include "servers.hpp"

/// Answers that a handler wants late, cut off, or not at all.
namespace certwright::net {
namespace {

HttpServer::Handler breaking(Breakage breakage, std::size_t size) {
    return [=](const ServerRequest&) {
        return ServerResponse{.body = std::string(size, 'x'), .breakage = breakage};
    };
}

TEST_F(Servers, reset_the_connection_instead_of_an_answer) {
    start(breaking(Breakage::unanswered, 10));
    const auto client = connect();
    client->send(simple_get);
    EXPECT_EQ(client->read_all(), "");
    EXPECT_TRUE(client->was_reset());
    EXPECT_TRUE(shows("certwright_http_connections 0"));
}

TEST_F(Servers, cut_answers_of_any_size_in_half) {
    for (const std::size_t size : {std::size_t{11}, std::size_t{3'000'000}}) {
        start(breaking(Breakage::halfway, size));
        const auto client = connect();
        client->send(simple_get);
        const std::string response = client->read_all();
        EXPECT_FALSE(client->was_reset());
        EXPECT_NE(response.find("Content-Length: " + std::to_string(size) + "\r\n"), response.npos);
        EXPECT_EQ(body_of(response).size(), size / 2);
    }
}

TEST_F(Servers, cut_the_head_where_there_is_no_body) {
    start(breaking(Breakage::halfway, 0));
    const auto client = connect();
    client->send(simple_get);
    const std::string response = client->read_all();
    EXPECT_TRUE(response.starts_with("HTTP/1.1 200 OK"));
    EXPECT_EQ(response.find("\r\n\r\n"), response.npos);
}

TEST_F(Servers, hold_answers_back_and_no_worker_with_them) {
    options.workers = 1;
    start([](const ServerRequest& request) {
        return ServerResponse{.body = "late", .delay = request.path == "/late" ? Duration{300ms} : 0ms};
    });
    const auto began = std::chrono::steady_clock::now();
    std::vector<std::unique_ptr<RawClient>> late;
    for (int number = 0; number < 5; ++number) {
        late.push_back(connect());
        late.back()->send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    EXPECT_EQ(body_of(ask(simple_get)), "late");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 250ms);
    for (const auto& client : late) EXPECT_EQ(body_of(client->read_response()), "late");
    EXPECT_GE(std::chrono::steady_clock::now() - began, 300ms);
    late.front()->send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(body_of(late.front()->read_response()), "late") << "the connection goes on";
}

TEST_F(Servers, do_not_wait_for_late_answers_when_they_stop) {
    start([](const ServerRequest&) { return ServerResponse{.body = "late", .delay = 1h}; });
    const auto client = connect();
    client->send(simple_get);
    EXPECT_TRUE(waits_until(
        [&] { return metrics.expose().find("certwright_http_requests_in_flight 0") != std::string::npos; }));
    server->stop();
    EXPECT_EQ(client->read_all(), "");
}

}  // namespace
}  // namespace certwright::net
