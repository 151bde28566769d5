#include "base/error.hpp"
#include "servers.hpp"
#include "support/scripted_server.hpp"
#include "support/test_certificate.hpp"

#include <atomic>
#include <future>
#include <latch>
#include <semaphore>
#include <set>

namespace certwright::net {
namespace {

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
    start([&](const ServerRequest& request) {
        seen = request.request_id;
        return ServerResponse{};
    });
    const std::string response = ask("GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: forged\r\n\r\n");
    EXPECT_TRUE(seen.starts_with("req_"));
    EXPECT_NE(response.find("X-Request-Id: " + seen), response.npos);
}

TEST_F(Servers, send_no_content_where_there_must_be_none) {
    start([](const ServerRequest& request) {
        return ServerResponse{.status = request.path == "/" ? 200 : std::stoi(request.path.substr(1)),
                              .body = "abc"};
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
    for (int number = 0; number < 100; ++number)
        requests += "GET /" + std::to_string(number) + " HTTP/1.1\r\nHost: a\r\n\r\n";
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
    start([](const ServerRequest& request) {
        return ServerResponse{.body = std::to_string(request.body.size())};
    });
    const std::string body(options.max_body_bytes, 'x');
    const auto client = connect();
    client->send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                 body);
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
        if (request.path == "/static")
            response.static_body = asset;
        else
            response.body = std::string(5'000'000, 'b');
        return response;
    });
    const auto client = connect(/*receive_buffer=*/4096);
    client->send("GET /static HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(body_of(client->read_response()), asset);
    EXPECT_EQ(body_of(client->read_response()), std::string(5'000'000, 'b'));
}

TEST_F(Servers, send_a_body_in_pieces_as_it_is_made) {
    start([](const ServerRequest& request) {
        ServerResponse response;
        response.next_piece = [left = 3,
                               fails = request.path == "/fails"]() mutable -> std::optional<std::string> {
            if (left-- == 0) return std::nullopt;
            if (fails && left == 0) throw Error{Fault::unavailable, "no more"};
            return std::string(left == 1 ? 300'000 : 2, static_cast<char>('a' + left));
        };
        return response;
    });
    const auto client = connect();
    client->send(simple_get);
    EXPECT_NE(client->read_until("\r\n\r\n").find("Transfer-Encoding: chunked\r\n"), std::string::npos);
    EXPECT_EQ(client->read_until("0\r\n\r\n"),
              "2\r\ncc\r\n493e0\r\n" + std::string(300'000, 'b') + "\r\n2\r\naa\r\n0\r\n\r\n");
    client->send("GET /again HTTP/1.0\r\n\r\n");
    EXPECT_EQ(body_of(client->read_all()), "cc" + std::string(300'000, 'b') + "aa")
        << "HTTP/1.0 reads to the end";

    const auto unlucky = connect();
    unlucky->send("GET /fails HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string cut = unlucky->read_all();
    EXPECT_TRUE(cut.ends_with("b\r\n")) << "what is cut off must not look complete";
    const auto curious = connect();
    curious->send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(body_of(curious->read_all()), "");
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
    for (int line = 0; line < 100'000 && !cut_off; ++line)
        cut_off = !client->send("X-Filler: " + std::string(1000, 'x') + "\r\n");
    EXPECT_TRUE(cut_off || status_of(client->read_all()) == 431);
}

TEST_F(Servers, refuse_a_body_that_is_too_large_though_it_keeps_coming) {
    options.max_body_bytes = 1000;
    start();
    for (const std::string& request :
         {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n" + std::string(400'000, 'x'),
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n61A80\r\n" +
              std::string(400'000, 'x') + "\r\n0\r\n\r\n"}) {
        const auto client = connect();
        client->send(request);
        EXPECT_EQ(status_of(client->read_all()), 413);
    }
}

TEST_F(Servers, refuse_smuggling_and_close) {
    std::atomic<int> handled = 0;
    start([&](const ServerRequest&) {
        ++handled;
        return ServerResponse{};
    });
    for (const std::string& request :
         {std::string{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
                      "chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 30\r\n\r\nGET "
                      "/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n" +
                      std::string(100'000, 'x')},
          std::string{"GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11}}) {
        const auto client = connect();
        client->send(request);
        const std::string response = client->read_all();
        EXPECT_EQ(status_of(response), 400) << request.substr(0, 100);
        EXPECT_EQ(response.find("HTTP/1.1", 1), response.npos) << "answered twice";
    }
    EXPECT_EQ(handled, 0);
    EXPECT_TRUE(shows("certwright_http_refused_total{status=\"400\"} 5"));
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

TEST_F(Servers, bound_what_all_unfinished_bodies_take_together) {
    options.max_arriving_bytes = 1000;
    start();
    const std::string most_of_a_body =
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n" + std::string(800, 'x');
    const auto first = connect();
    const auto second = connect();
    for (RawClient* client : {first.get(), second.get()}) client->send(most_of_a_body);
    // Whichever came later.
    EXPECT_TRUE(shows("certwright_http_refused_total{status=\"503\"} 1"));
    std::multiset<int> answered;
    for (RawClient* client : {first.get(), second.get()}) {
        client->send(std::string(100, 'y'));
        answered.insert(status_of(client->read_response()));
    }
    EXPECT_EQ(answered, (std::multiset{200, 503}));
    const auto third = connect();
    third->send(most_of_a_body + std::string(100, 'z'));
    EXPECT_EQ(status_of(third->read_response()), 200) << "what is answered is not counted any more";
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
    const std::string request =
        "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 6.6.6.6, 2001:db8::7\r\n"
        "X-Forwarded-Proto: http, https\r\n\r\n";
    start(tell);
    EXPECT_EQ(body_of(ask(request)), "127.0.0.1");
    options.behind_proxy = true;
    start(tell);
    EXPECT_EQ(body_of(ask(request)), "2001:db8::7 secure");
    EXPECT_EQ(body_of(ask("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: <script>\r\n\r\n")), "127.0.0.1");
}

// --- server-sent events

TEST_F(Servers, let_running_requests_finish_when_they_stop) {
    std::latch running{1};
    std::binary_semaphore finish{0};
    start([&](const ServerRequest&) {
        running.count_down();
        finish.acquire();
        return ServerResponse{.body = "finished"};
    });
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
    start([&](const ServerRequest&) {
        running.count_down();
        finish.acquire();
        return ServerResponse{};
    });
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

}  // namespace
}  // namespace certwright::net
