#include "servers.hpp"

#include <atomic>
#include <future>

namespace certwright::net {
namespace {

class EventServers : public Servers {
  protected:
    void start_with_events(std::size_t capacity = 256) {
        start([this, capacity](const ServerRequest& request) -> ServerResponse {
            if (request.path != "/events") return {.body = "other"};
            auto stream = EventStream::make(capacity);
            stream->on_close([this] { ++closed; });
            opened.set_value(stream);
            return {.events = stream};
        });
    }
    std::shared_ptr<EventStream> subscribe(RawClient& client) {
        client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        auto stream = opened.get_future().get();
        opened = {};
        return stream;
    }
    std::promise<std::shared_ptr<EventStream>> opened;
    std::atomic<int> closed = 0;
};

TEST_F(EventServers, write_events_as_they_come_and_end_with_the_stream) {
    start_with_events();
    const auto client = connect();
    const auto stream = subscribe(*client);
    const std::string head = client->read_until("\r\n\r\n");
    EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), head.npos);
    EXPECT_NE(head.find("Cache-Control: no-store\r\n"), head.npos);
    stream->push("run", "{}", "1");
    EXPECT_EQ(client->read_until("\n\n\r\n"), "1b\r\nid: 1\nevent: run\ndata: {}\n\n\r\n");
    stream->push("end", "");
    stream->close();
    EXPECT_EQ(client->read_all(), "13\r\nevent: end\ndata: \n\n\r\n0\r\n\r\n");
    EXPECT_EQ(closed, 1);
    EXPECT_FALSE(stream->push("late", ""));
}

TEST_F(EventServers, keep_a_quiet_stream_alive_and_other_requests_served) {
    options.event_ping = 50ms;
    options.idle_timeout = 100ms;
    start_with_events();
    const auto client = connect();
    const auto stream = subscribe(*client);
    for (int ping = 0; ping < 5; ++ping)
        EXPECT_NE(client->read_until(": ping\n\n\r\n").find(": ping"), std::string::npos);
    EXPECT_EQ(body_of(ask(simple_get)), "other");
    EXPECT_TRUE(stream->is_open());
}

TEST_F(EventServers, end_a_stream_after_its_time_so_that_its_reader_must_sign_in_again) {
    options.event_ping = 20ms;
    options.event_lifetime = 60ms;
    start_with_events();
    const auto client = connect();
    const auto stream = subscribe(*client);
    EXPECT_TRUE(client->read_all().ends_with("\r\n0\r\n\r\n"));
    EXPECT_FALSE(stream->is_open());
    EXPECT_EQ(closed, 1);
}

TEST_F(EventServers, notice_that_the_client_left) {
    start_with_events();
    auto client = connect();
    const auto stream = subscribe(*client);
    client.reset();
    EXPECT_TRUE(waits_until([&] { return !stream->is_open(); }));
    EXPECT_TRUE(waits_until([&] { return closed == 1; }));
}

TEST_F(EventServers, disconnect_a_client_that_reads_too_slowly) {
    start_with_events(/*capacity=*/16);
    const auto client = connect(/*receive_buffer=*/4096);
    const auto stream = subscribe(*client);
    const std::string data(100'000, 'x');
    bool open = true;
    for (int event = 0; event < 10'000 && open; ++event) open = stream->push("e", data);
    EXPECT_FALSE(open);
    EXPECT_TRUE(shows("certwright_http_connections 0"));
    EXPECT_EQ(closed, 1);
}

TEST_F(EventServers, end_streams_when_they_stop) {
    start_with_events();
    const auto client = connect();
    const auto stream = subscribe(*client);
    client->read_until("\r\n\r\n");
    stream->push("last", "");
    const auto began = std::chrono::steady_clock::now();
    server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
    EXPECT_FALSE(stream->is_open());
    EXPECT_TRUE(client->read_all().ends_with("\r\n0\r\n\r\n"));
    EXPECT_FALSE(stream->push("late", ""));
    server.reset();
    stream->close();
}

TEST_F(EventServers, send_http_1_0_clients_and_head_requests_what_they_understand) {
    start_with_events();
    const auto old = connect();
    old->send("GET /events HTTP/1.0\r\n\r\n");
    auto stream = opened.get_future().get();
    opened = {};
    EXPECT_EQ(old->read_until("\r\n\r\n").find("chunked"), std::string::npos);
    stream->push("", "1");
    stream->close();
    EXPECT_EQ(old->read_all(), "data: 1\n\n");
    const auto client = connect();
    client->send("HEAD /events HTTP/1.1\r\nHost: a\r\n\r\n");
    stream = opened.get_future().get();
    EXPECT_EQ(status_of(client->read_until("\r\n\r\n")), 200);
    EXPECT_TRUE(waits_until([&] { return !stream->is_open(); }));
}

// --- stopping

}  // namespace
}  // namespace certwright::net
