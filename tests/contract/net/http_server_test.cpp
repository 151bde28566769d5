#include "net/http_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <semaphore>
#include <thread>

#include "base/error.hpp"
#include "base/metrics.hpp"
#include "net/transport.hpp"
#include "support/raw_client.hpp"
#include "support/scripted_server.hpp"
#include "support/test_certificate.hpp"

namespace certwright::net {
namespace {

using test::RawClient;

constexpr std::string_view simple_get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

/// Answers with what it understood of the request.
ServerResponse echo(const ServerRequest& request) {
    ServerResponse response{.headers = {{"Content-Type", "text/plain"}}};
    response.body = request.method + " " + request.path + " " + request.query + " " + request.body;
    return response;
}

bool waits_until(const std::function<bool()>& condition) {
    for (int round = 0; round < 1000; ++round) {
        if (condition()) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

class Servers : public testing::Test {
  protected:
    HttpServer& start(HttpServer::Handler handler = echo) {
        options.port = 0;
        options.workers = std::min<std::size_t>(options.workers, 4);
        server = std::make_unique<HttpServer>(options, std::move(handler), metrics);
        return *server;
    }
    std::unique_ptr<RawClient> connect(int receive_buffer = 0) const {
        return std::make_unique<RawClient>(server->port(), receive_buffer);
    }
    std::string ask(std::string_view bytes) const {
        const auto client = connect();
        client->send(bytes);
        return client->read_response();
    }
    bool shows(const std::string& line) const {
        return waits_until([&] { return metrics.expose().find(line) != std::string::npos; });
    }

    Metrics metrics;
    ServerOptions options;
    std::unique_ptr<HttpServer> server;
};

int status_of(std::string_view response) { return response.size() < 12 ? 0 : std::stoi(std::string{response.substr(9, 3)}); }
std::string body_of(const std::string& response) { return response.substr(response.find("\r\n\r\n") + 4); }

TEST_F(Servers, answer_with_the_handlers_response) {
    start();
    const std::string response = ask("POST /a%20b?q=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
    EXPECT_TRUE(response.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_EQ(body_of(response), "POST /a b q=1 body");
    EXPECT_NE(response.find("\r\nDate: "), response.npos);
    EXPECT_NE(response.find("\r\nX-Request-Id: req_"), response.npos);
    EXPECT_NE(response.find("\r\nContent-Type: text/plain\r\n"), response.npos);
    EXPECT_EQ(response.find("Server:"), response.npos);
}

TEST_F(Servers, make_request_ids_themselves) {
    std::string seen;
    start([&](const ServerRequest& request) { seen = request.request_id; return ServerResponse{}; });
    const std::string response = ask("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: forged\r\n\r\n");
    EXPECT_TRUE(seen.starts_with("req_"));
    EXPECT_NE(response.find("X-Request-Id: " + seen), response.npos);
}

TEST_F(Servers, send_no_content_where_there_must_be_none) {
    start([](const ServerRequest& request) {
        return ServerResponse{.status = request.path == "/" ? 200 : std::stoi(request.path.substr(1)), .body = "abc"};
    });
    const auto client = connect();
    client->send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_NE(client->read_until("\r\n\r\n").find("Content-Length: 3\r\n"), std::string::npos);
    client->send("GET /204 HTTP/1.1\r\nHost: a\r\n\r\nGET /304 HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(client->read_until("\r\n\r\n")), 204);
    EXPECT_EQ(status_of(client->read_until("\r\n\r\n")), 304);
    client->send("OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(body_of(client->read_response()), "abc");
}

TEST_F(Servers, answer_pipelined_requests_in_order) {
    start();
    std::string requests;
    for (int number = 0; number < 100; ++number) requests += "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto client = connect();
    client->send(requests);
    for (int number = 0; number < 100; ++number) {
        EXPECT_EQ(body_of(client->read_response()), "GET /" + std::to_string(number) + "  ");
    }
}

TEST_F(Servers, close_when_the_client_asks_for_it) {
    start();
    auto client = connect();
    client->send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_NE(client->read_response().find("Connection: close\r\n"), std::string::npos);
    EXPECT_TRUE(client->is_closed_within(1s));
    client = connect();
    client->send("GET / HTTP/1.0\r\n\r\n");
    client->read_response();
    EXPECT_TRUE(client->is_closed_within(1s));
    client = connect();
    client->send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_NE(client->read_response().find("Connection: keep-alive\r\n"), std::string::npos);
    EXPECT_FALSE(client->is_closed_within(100ms));
}

TEST_F(Servers, invite_the_body_that_waits_for_it) {
    start();
    const auto client = connect();
    client->send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(client->read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client->send("body");
    EXPECT_EQ(body_of(client->read_response()), "POST /  body");
}

TEST_F(Servers, take_bodies_up_to_the_limit_and_chunks) {
    start([](const ServerRequest& request) { return ServerResponse{.body = std::to_string(request.body.size())}; });
    const std::string body(options.max_body_bytes, 'x');
    const auto client = connect();
    client->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_EQ(body_of(client->read_response()), std::to_string(body.size()));
    client->send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int chunk = 0; chunk < 100; ++chunk) client->send("400\r\n" + std::string(1024, 'y') + "\r\n");
    client->send("0\r\n\r\n");
    EXPECT_EQ(body_of(client->read_response()), "102400");
}

TEST_F(Servers, send_large_bodies_whole_to_readers_of_any_speed) {
    static const std::string asset(5'000'000, 'a');
    start([](const ServerRequest& request) {
        ServerResponse response;
        if (request.path == "/static") response.static_body = asset;
        else response.body = std::string(5'000'000, 'b');
        return response;
    });
    const auto client = connect(/*receive_buffer=*/4096);
    client->send("GET /static HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(body_of(client->read_response()), asset);
    EXPECT_EQ(body_of(client->read_response()), std::string(5'000'000, 'b'));
}

TEST_F(Servers, refuse_a_header_that_is_too_large_and_close) {
    start();
    const auto client = connect();
    client->send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
    const std::string response = client->read_all();
    EXPECT_EQ(status_of(response), 431);
    EXPECT_NE(response.find("Connection: close"), response.npos);
    EXPECT_NE(response.find("application/problem+json"), response.npos);
}

TEST_F(Servers, cut_off_an_endless_header) {
    start();
    const auto client = connect();
    client->send("GET / HTTP/1.1\r\n");
    bool cut_off = false;
    for (int line = 0; line < 100'000 && !cut_off; ++line) cut_off = !client->send("X-Filler: " + std::string(1000, 'x') + "\r\n");
    EXPECT_TRUE(cut_off || status_of(client->read_all()) == 431);
}

TEST_F(Servers, refuse_a_body_that_is_too_large_though_it_keeps_coming) {
    options.max_body_bytes = 1000;
    start();
    for (const std::string& request :
         {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n" + std::string(400'000, 'x'),
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n61A80\r\n" + std::string(400'000, 'x') + "\r\n0\r\n\r\n"}) {
        const auto client = connect();
        client->send(request);
        EXPECT_EQ(status_of(client->read_all()), 413);
    }
}

TEST_F(Servers, refuse_smuggling_and_close) {
    std::atomic<int> handled = 0;
    start([&](const ServerRequest&) { ++handled; return ServerResponse{}; });
    for (const std::string& request :
         {std::string{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 30\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n" + std::string(100'000, 'x')},
          std::string{"GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11}}) {
        const auto client = connect();
        client->send(request);
        const std::string response = client->read_all();
        EXPECT_EQ(status_of(response), 400) << request.substr(0, 100);
        EXPECT_EQ(response.find("HTTP/1.1", 1), response.npos) << "answered twice";
    }
    EXPECT_EQ(handled, 0);
    EXPECT_TRUE(shows("certwright_http_requests_total{method=\"other\",status_class=\"4xx\"} 5"));
}

TEST_F(Servers, give_up_a_header_that_trickles_in) {
    options.header_timeout = 200ms;
    start();
    const auto client = connect();
    for (const char byte : std::string_view{"GET / HTTP/1.1\r\nHo"}) {
        if (!client->send({&byte, 1})) break;
        std::this_thread::sleep_for(20ms);
    }
    EXPECT_EQ(status_of(client->read_all()), 408);
}

TEST_F(Servers, give_up_a_body_that_trickles_in) {
    options.body_timeout = 200ms;
    start();
    const auto client = connect();
    client->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
    EXPECT_EQ(status_of(client->read_all()), 408);
}

TEST_F(Servers, close_idle_connections_without_a_word) {
    options.idle_timeout = 100ms;
    start();
    EXPECT_TRUE(connect()->is_closed_within(5s));
    const auto client = connect();
    client->send(simple_get);
    client->read_response();
    EXPECT_TRUE(client->is_closed_within(5s));
}

TEST_F(Servers, give_up_a_client_that_does_not_read) {
    options.write_timeout = 200ms;
    start([](const ServerRequest&) { return ServerResponse{.body = std::string(20'000'000, 'x')}; });
    const auto client = connect(/*receive_buffer=*/4096);
    client->send(simple_get);
    EXPECT_TRUE(shows("certwright_http_connections 1"));
    EXPECT_TRUE(shows("certwright_http_connections 0"));
}

TEST_F(Servers, close_connections_beyond_the_cap_and_serve_again_below_it) {
    options.max_connections = 3;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int number = 0; number < 3; ++number) {
        clients.push_back(connect());
        clients.back()->send(simple_get);
        EXPECT_EQ(status_of(clients.back()->read_response()), 200);
    }
    EXPECT_TRUE(connect()->is_closed_within(5s));
    EXPECT_TRUE(shows("certwright_http_connections_refused_total 1"));
    clients.pop_back();
    EXPECT_TRUE(shows("certwright_http_connections 2"));
    EXPECT_EQ(status_of(ask(simple_get)), 200);
}

TEST_F(Servers, say_503_when_too_many_requests_run) {
    options.workers = 1;
    options.max_requests_in_flight = 2;
    std::counting_semaphore<10> finish{0};
    start([&](const ServerRequest& request) {
        if (request.path == "/slow") finish.acquire();
        return ServerResponse{};
    });
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int number = 0; number < 2; ++number) {
        slow.push_back(connect());
        slow.back()->send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    const auto client = connect();
    std::string response;
    ASSERT_TRUE(waits_until([&] {  // until the slow ones have been taken up
        client->send(simple_get);
        response = client->read_response();
        return status_of(response) == 503;
    }));
    EXPECT_NE(response.find("Retry-After: 1\r\n"), response.npos);
    EXPECT_NE(response.find("\"fault\":\"unavailable\""), response.npos);
    finish.release(10);
    for (const auto& each : slow) EXPECT_EQ(status_of(each->read_response()), 200);
    client->send(simple_get);
    EXPECT_EQ(status_of(client->read_response()), 200) << "the connection was kept";
}

TEST_F(Servers, answer_500_for_handlers_that_throw_or_answer_nonsense) {
    start([](const ServerRequest& request) -> ServerResponse {
        if (request.path == "/throw") throw std::runtime_error{"the password is hunter2"};
        if (request.path == "/int") throw 1;
        if (request.path == "/split") return {.headers = {{"X", "a\r\nSet-Cookie: b"}}};
        return {.status = 42};
    });
    for (const std::string path : {"/throw", "/int", "/split", "/42"}) {
        const std::string response = ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(status_of(response), 500) << path;
        EXPECT_EQ(response.find("hunter2"), response.npos);
        EXPECT_EQ(response.find("Set-Cookie"), response.npos);
    }
}

TEST_F(Servers, survive_clients_that_leave_at_any_moment) {
    start([](const ServerRequest&) { return ServerResponse{.body = std::string(1'000'000, 'x')}; });
    const std::string request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
    for (std::size_t size = 0; size <= request.size(); size += 3) {
        const auto client = connect();
        client->send(std::string_view{request}.substr(0, size));
        client->reset();
    }
    for (int number = 0; number < 20; ++number) {
        const auto client = connect();
        client->send(request);
        client->read(1000);
        client->reset();
    }
    EXPECT_EQ(status_of(ask(simple_get)), 200);
}

TEST_F(Servers, believe_forwarded_addresses_only_behind_a_proxy) {
    const auto tell = [](const ServerRequest& request) {
        return ServerResponse{.body = request.peer + (request.secure ? " secure" : "")};
    };
    const std::string request = "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 6.6.6.6, 2001:db8::7\r\n"
                                "X-Forwarded-Proto: http, https\r\n\r\n";
    start(tell);
    EXPECT_EQ(body_of(ask(request)), "127.0.0.1");
    options.behind_proxy = true;
    start(tell);
    EXPECT_EQ(body_of(ask(request)), "2001:db8::7 secure");
    EXPECT_EQ(body_of(ask("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: <script>\r\n\r\n")), "127.0.0.1");
}

// --- server-sent events

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
    for (int ping = 0; ping < 5; ++ping) EXPECT_NE(client->read_until(": ping\n\n\r\n").find(": ping"), std::string::npos);
    EXPECT_EQ(body_of(ask(simple_get)), "other");
    EXPECT_TRUE(stream->is_open());
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

TEST_F(Servers, let_running_requests_finish_when_they_stop) {
    std::latch running{1};
    std::binary_semaphore finish{0};
    start([&](const ServerRequest&) { running.count_down(); finish.acquire(); return ServerResponse{.body = "finished"}; });
    const auto busy = connect();
    busy->send(simple_get);
    running.wait();
    const auto idle = connect();
    ASSERT_TRUE(shows("certwright_http_connections 2"));
    auto stopping = std::async(std::launch::async, [&] { server->stop(); });
    EXPECT_TRUE(idle->is_closed_within(5s));
    EXPECT_THROW(connect(), std::runtime_error);
    finish.release();
    const std::string response = busy->read_response();
    EXPECT_EQ(body_of(response), "finished");
    EXPECT_NE(response.find("Connection: close"), response.npos);
    EXPECT_TRUE(busy->is_closed_within(5s));
    stopping.get();
    server->stop();
}

TEST_F(Servers, close_what_is_left_after_the_drain_time) {
    options.drain_timeout = 100ms;
    std::latch running{1};
    std::binary_semaphore finish{0};
    start([&](const ServerRequest&) { running.count_down(); finish.acquire(); return ServerResponse{}; });
    const auto busy = connect();
    busy->send(simple_get);
    running.wait();
    const auto half = connect();
    half->send("GET / HT");
    auto stopping = std::async(std::launch::async, [&] { server->stop(); });
    EXPECT_EQ(busy->read_all(), "");
    EXPECT_EQ(half->read_all(), "");
    finish.release();
    stopping.get();
}

TEST_F(Servers, stop_under_load) {
    start();
    std::vector<std::jthread> clients;
    std::atomic<int> answered = 0;
    for (int number = 0; number < 8; ++number) {
        clients.emplace_back([&](std::stop_token stop) {
            while (!stop.stop_requested()) {
                try {
                    const auto client = connect();
                    for (int round = 0; round < 50; ++round) {
                        if (!client->send(simple_get)) break;
                        if (status_of(client->read_response()) == 200) ++answered;
                    }
                } catch (const std::runtime_error&) {
                    return;
                }
            }
        });
    }
    EXPECT_TRUE(waits_until([&] { return answered > 500; }));
    server->stop();
}

// --- starting

TEST_F(Servers, say_what_keeps_them_from_starting) {
    const auto fault = [&](ServerOptions wanted) {
        try {
            const HttpServer failed{std::move(wanted), echo, metrics};
        } catch (const Error& error) {
            EXPECT_FALSE(error.message().empty());
            return error.fault();
        }
        ADD_FAILURE() << "it started";
        return Fault::internal;
    };
    start();
    options.port = server->port();
    EXPECT_EQ(fault(options), Fault::unavailable);
    options.port = 0;
    options.address = "example.invalid";
    EXPECT_EQ(fault(options), Fault::invalid);
    options.address = "127.0.0.1";
    options.tls = TlsFiles{"/nowhere/chain.pem", "/nowhere/key.pem"};
    EXPECT_EQ(fault(options), Fault::invalid);
    const test::TestCertificate one;
    const test::TestCertificate other;
    options.tls = TlsFiles{one.files().certificate_chain, other.files().private_key};
    EXPECT_EQ(fault(options), Fault::invalid);
}

// --- TLS, and the client against the server

class TlsServers : public Servers {
  protected:
    TlsServers() { options.tls = certificate.files(); }
    ClientRequest request(std::string_view target) const {
        ClientRequest result{.url = Url::parse("https://127.0.0.1:" + std::to_string(server->port()) + std::string{target})};
        result.ca_bundle = certificate.authority();
        return result;
    }
    ClientResponse answer(const ClientRequest& wanted) {
        auto outcome = transport->send(wanted, {});
        if (const auto* none = std::get_if<NoResponse>(&outcome)) {
            ADD_FAILURE() << to_string(none->failure) << ": " << none->detail;
            return {};
        }
        return std::get<ClientResponse>(std::move(outcome));
    }

    test::TestCertificate certificate;
    std::unique_ptr<Transport> transport = make_curl_transport();
};

TEST_F(TlsServers, serve_small_and_large_messages) {
    start([](const ServerRequest& received) {
        return ServerResponse{.headers = {{"X-Secure", received.secure ? "yes" : "no"}}, .body = received.body + received.body};
    });
    for (const std::size_t size : {0u, 10u, 100'000u, 3'000'000u}) {
        ClientRequest wanted = request("/");
        wanted.method = "POST";
        wanted.body = std::string(size, 'x');
        const ClientResponse response = answer(wanted);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body.size(), 2 * size);
        EXPECT_EQ(response.headers.find("X-Secure"), "yes");
    }
    EXPECT_NE(metrics.expose().find("certwright_http_connections 1"), std::string::npos) << "kept alive";
}

TEST_F(TlsServers, deliver_the_refusal_of_a_body_that_is_too_large) {
    options.max_body_bytes = 1000;
    start();
    ClientRequest wanted = request("/");
    wanted.method = "POST";
    wanted.body = std::string(200'000, 'x');
    EXPECT_EQ(answer(wanted).status, 413);
}

TEST_F(TlsServers, stream_events_to_their_end) {
    start([](const ServerRequest&) {
        auto stream = EventStream::make();
        for (int number = 0; number < 100; ++number) stream->push("", std::to_string(number));
        stream->close();
        return ServerResponse{.events = stream};
    });
    EXPECT_TRUE(answer(request("/")).body.ends_with("data: 98\n\ndata: 99\n\n"));
}

TEST_F(TlsServers, close_on_whoever_speaks_no_tls_and_on_whoever_says_nothing) {
    options.header_timeout = 200ms;
    start();
    const auto plain = connect();
    plain->send(simple_get);
    EXPECT_EQ(plain->read_all().find("HTTP/1.1 200"), std::string::npos);
    EXPECT_TRUE(connect()->is_closed_within(5s));
}

TEST_F(TlsServers, serve_many_threads) {
    start();
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            for (int round = 0; round < 25; ++round) {
                const std::string path = "/" + std::to_string(thread) + "/" + std::to_string(round);
                if (answer(request(path)).body == "GET " + path + "  ") ++right;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(right, 200);
}

}  // namespace
}  // namespace certwright::net
