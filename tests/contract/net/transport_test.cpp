#include "net/transport.hpp"

#include "base/clock.hpp"
#include "base/error.hpp"
#include "support/scripted_server.hpp"
#include "support/test_certificate.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <future>

namespace certwright::net {
namespace {

using test::Received;
using test::Reply;
using test::ScriptedServer;

class Transports : public testing::Test {
  protected:
    std::variant<ClientResponse, NoResponse> send(const ClientRequest& request, std::stop_token stop = {}) {
        return transport->send(request, std::move(stop));
    }
    ClientResponse answer(const ClientRequest& request) {
        auto outcome = send(request);
        if (const auto* none = std::get_if<NoResponse>(&outcome)) {
            ADD_FAILURE() << to_string(none->failure) << ": " << none->detail;
            return {};
        }
        return std::get<ClientResponse>(std::move(outcome));
    }
    NoResponse no_answer(const ClientRequest& request, std::stop_token stop = {}) {
        auto outcome = send(request, std::move(stop));
        if (const auto* response = std::get_if<ClientResponse>(&outcome)) {
            ADD_FAILURE() << "answered with " << response->status;
            return {};
        }
        return std::get<NoResponse>(std::move(outcome));
    }
    ClientRequest get(std::string_view target = "/") const { return {.url = server.url(target)}; }
    ClientRequest post(std::string body) const {
        return {.method = "POST", .url = server.url("/"), .body = std::move(body)};
    }

    ScriptedServer server;
    std::unique_ptr<Transport> transport = make_curl_transport();
};

TEST_F(Transports, sends_exactly_the_request_it_was_given) {
    server.on([](const Received&) { return Reply::of(200, "pong"); });
    ClientRequest request = post("{\"ping\":\"\\u0000\"}");
    request.url = server.url("/a/../b//%3A%2F?x=%20&y");
    request.headers = {{"X-Amz-Target", "CertificateManager.ListCertificates"},
                       {"X-Empty", ""},
                       {"x-amz-date", "20260101T000000Z"}};
    EXPECT_EQ(answer(request).body, "pong");

    const auto received = server.received();
    ASSERT_EQ(received.size(), 1u);
    EXPECT_EQ(received[0].method, "POST");
    EXPECT_EQ(received[0].target, "/a/../b//%3A%2F?x=%20&y");
    EXPECT_EQ(received[0].body, request.body);
    EXPECT_EQ(received[0].headers.find("X-Amz-Target"), "CertificateManager.ListCertificates");
    EXPECT_EQ(received[0].headers.find("X-Empty"), "");
    EXPECT_EQ(received[0].headers.find("Host"), request.url.authority());
    EXPECT_EQ(received[0].headers.find("Content-Length"), std::to_string(request.body.size()));
    EXPECT_EQ(received[0].headers.size(), 5u) << "something was added";
}

TEST_F(Transports, adds_no_expectation_to_a_large_body) {
    server.on([](const Received& request) { return Reply::of(200, std::to_string(request.body.size())); });
    EXPECT_EQ(answer(post(std::string(3'000'000, 'x'))).body, "3000000");
    EXPECT_FALSE(server.received()[0].headers.find("Expect"));
}

TEST_F(Transports, sends_bodies_with_any_byte_in_them) {
    server.on([](const Received&) { return Reply::of(200); });
    const std::string body{"a\0b\xff\r\n\r\n", 8};
    answer(post(body));
    EXPECT_EQ(server.received()[0].body, body);
}

TEST_F(Transports, carries_nothing_over_from_one_request_to_the_next_on_a_connection) {
    server.on([](const Received& request) { return Reply::of(200, request.method == "HEAD" ? "" : "ok"); });
    ClientRequest first = post("secret body");
    first.headers = {{"Authorization", "secret"}};
    answer(first);
    answer(get());
    for (const char* method : {"HEAD", "DELETE", "PUT", "OPTIONS", "POST"}) {
        ClientRequest request = get();
        request.method = method;
        EXPECT_EQ(answer(request).status, 200);
    }
    const auto received = server.received();
    ASSERT_EQ(received.size(), 7u);
    EXPECT_EQ(server.connections(), 1u);
    const std::vector<std::string> methods{"POST", "GET", "HEAD", "DELETE", "PUT", "OPTIONS", "POST"};
    for (std::size_t at = 1; at < received.size(); ++at) {
        EXPECT_EQ(received[at].method, methods[at]);
        EXPECT_EQ(received[at].body, "");
        EXPECT_FALSE(received[at].headers.find("Authorization"));
    }
    EXPECT_EQ(received[4].headers.find("Content-Length"), "0");
    EXPECT_FALSE(received[1].headers.find("Content-Length"));
}

TEST_F(Transports, answers_with_every_status_and_follows_no_redirect) {
    server.on([&](const Received& request) {
        return Reply::of(std::stoi(request.target.substr(1)), "body",
                         {{"Location", server.base_url() + "/200"}});
    });
    for (const int status : {200, 201, 301, 302, 307, 400, 403, 404, 413, 429, 500, 503}) {
        const ClientResponse response = answer(get("/" + std::to_string(status)));
        EXPECT_EQ(response.status, status);
        EXPECT_EQ(response.body, "body");
    }
    EXPECT_EQ(server.received().size(), 12u);
}

TEST_F(Transports, reads_the_header_with_tolerance) {
    server.on([](const Received&) {
        return Reply::raw(
            "HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\n"
            "HTTP/1.1 200 OK\r\nX-One:1\r\nx-two:   2  \r\nX-One: again\r\nX-Empty:\r\n\r\nrest");
    });
    const ClientResponse response = answer(get());
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.headers.find("x-one"), "1");
    EXPECT_EQ(response.headers.find("X-Two"), "2");
    EXPECT_EQ(response.headers.find("X-Empty"), "");
    EXPECT_FALSE(response.headers.find("Link"));
    EXPECT_EQ(response.headers.size(), 4u);
    EXPECT_EQ(response.body, "rest");
}

TEST_F(Transports, reads_chunked_and_dripping_answers) {
    server.on([](const Received&) {
        return Reply::raw(
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n",
                   Reply::Then::keep_alive)
            .in_pieces(7, 2ms);
    });
    const ClientResponse response = answer(get());
    EXPECT_EQ(response.body, "abcde");
    EXPECT_FALSE(response.headers.find("X-Trailer"));
}

TEST_F(Transports, tells_a_connection_refused_as_not_sent) {
    ClientRequest request = get();
    request.url.port = test::unused_port();
    const NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::connect);
    EXPECT_FALSE(none.sent);
    EXPECT_NE(none.detail.find(request.url.authority()), none.detail.npos);
}

TEST_F(Transports, tells_a_name_without_an_address_as_not_sent) {
    const NoResponse none = no_answer({.url = Url::parse("http://nowhere.invalid/")});
    EXPECT_EQ(none.failure, TransportFailure::resolve);
    EXPECT_FALSE(none.sent);
}

TEST_F(Transports, gives_up_a_silent_peer_at_the_time_out) {
    server.on([](const Received&) { return Reply::silence(); });
    ClientRequest request = post("x");
    request.timeout = 150ms;
    const NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::timeout);
    EXPECT_TRUE(none.sent);
}

TEST_F(Transports, gives_up_an_answer_that_never_ends_at_the_time_out) {
    server.on([](const Received&) { return Reply::of(200, std::string(1000, 'x')).in_pieces(1, 20ms); });
    ClientRequest request = get();
    request.timeout = 150ms;
    EXPECT_EQ(no_answer(request).failure, TransportFailure::timeout);
}

TEST_F(Transports, gives_up_a_handshake_that_does_not_come_as_not_sent) {
    ClientRequest request = get();  // a plain server waits for a request that TLS never sends
    request.url.scheme = "https";
    request.connect_timeout = 150ms;
    const NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::timeout);
    EXPECT_FALSE(none.sent);
}

TEST_F(Transports, tells_a_reset_after_the_request_as_sent) {
    server.on([](const Received&) { return Reply::reset(); });
    const NoResponse none = no_answer(post("x"));
    EXPECT_EQ(none.failure, TransportFailure::reset);
    EXPECT_TRUE(none.sent);
}

TEST_F(Transports, takes_no_part_of_an_answer_for_the_whole) {
    const std::string whole = Reply::of(200, "0123456789").bytes;
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        server.on([whole, size](const Received&) { return Reply::raw(whole).truncated_to(size); });
        const NoResponse none = no_answer(get());
        EXPECT_EQ(none.failure, TransportFailure::reset) << size;
        EXPECT_TRUE(none.sent);
    }
    server.on([](const Received&) {
        return Reply::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    });
    EXPECT_EQ(no_answer(get()).failure, TransportFailure::reset);
}

TEST_F(Transports, never_repeats_a_request_on_its_own) {
    // A connection that was kept and breaks under the second request is where libcurl would try again.
    server.on([](const Received& request) { return request.number == 1 ? Reply::of(200) : Reply::reset(); });
    answer(get());
    const NoResponse none = no_answer(post("import"));
    EXPECT_EQ(none.failure, TransportFailure::reset);
    EXPECT_TRUE(none.sent);
    EXPECT_EQ(server.received().size(), 2u);
    server.on(
        [](const Received& request) { return request.number % 2 == 1 ? Reply::of(200) : Reply::raw(""); });
    answer(get());
    EXPECT_TRUE(no_answer(get()).sent);
    EXPECT_EQ(server.received().size(), 4u);
}

TEST_F(Transports, opens_a_new_connection_when_the_kept_one_was_closed_in_between) {
    server.on([](const Received&) { return Reply::of(200, "ok").closing(); });
    answer(get());
    ASSERT_TRUE(server.wait_until_alone());
    EXPECT_EQ(answer(post("again")).body, "ok");
    EXPECT_EQ(server.connections(), 2u);
}

TEST_F(Transports, refuses_what_is_not_http) {
    server.on([](const Received&) { return Reply::raw("SSH-2.0-OpenSSH_9.2\r\n<html>"); });
    const NoResponse none = no_answer(get());
    EXPECT_EQ(none.failure, TransportFailure::reset);
    EXPECT_TRUE(none.sent);
}

TEST_F(Transports, stops_reading_at_the_response_cap) {
    server.on([](const Received& request) {
        return Reply::of(200, std::string(request.target == "/fits" ? 1000 : 1001, 'x'));
    });
    ClientRequest request = get("/fits");
    request.max_response_bytes = 1000;
    EXPECT_EQ(answer(request).body.size(), 1000u);
    request.url = server.url("/over");
    const NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::too_large);
    EXPECT_TRUE(none.sent);
}

TEST_F(Transports, stops_reading_an_endless_header) {
    server.on([](const Received&) {
        std::string head = "HTTP/1.1 200 OK\r\n";
        for (int line = 0; line < 10'000; ++line) head += "X-Filler: " + std::string(90, 'x') + "\r\n";
        return Reply::raw(head + "\r\n");
    });
    EXPECT_EQ(no_answer(get()).failure, TransportFailure::too_large);
}

TEST_F(Transports, ends_a_request_as_soon_as_it_is_told_to_stop) {
    server.on([](const Received&) { return Reply::silence(); });
    std::stop_source stop;
    auto running = std::async(std::launch::async, [&] { return no_answer(post("x"), stop.get_token()); });
    ASSERT_TRUE(server.wait_for(1));
    stop.request_stop();
    const NoResponse none = running.get();
    EXPECT_EQ(none.failure, TransportFailure::cancelled);
    EXPECT_TRUE(none.sent);
}

TEST_F(Transports, sends_nothing_when_it_was_told_to_stop_before) {
    std::stop_source stop;
    stop.request_stop();
    const NoResponse none = no_answer(post("x"), stop.get_token());
    EXPECT_EQ(none.failure, TransportFailure::cancelled);
    EXPECT_FALSE(none.sent);
    EXPECT_TRUE(server.received().empty());
}

TEST_F(Transports, sends_nothing_when_the_moment_for_it_has_passed) {
    server.on([](const Received&) { return Reply::of(200); });
    ClientRequest request = post("too late");
    request.send_before = SystemClock{}.now() + 1min;
    EXPECT_EQ(answer(request).status, 200);
    request.send_before = SystemClock{}.now();
    const NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::timeout);
    EXPECT_FALSE(none.sent);
    EXPECT_NE(none.detail.find("could not be sent in time"), std::string::npos) << none.detail;
    EXPECT_EQ(server.received().size(), 1u);
}

TEST_F(Transports, ends_what_is_running_when_it_is_destroyed) {
    server.on([](const Received&) { return Reply::silence(); });
    std::vector<std::future<std::variant<ClientResponse, NoResponse>>> running;
    for (int call = 0; call < 5; ++call) {
        running.push_back(std::async(std::launch::async, [sender = transport.get(), request = get()] {
            return sender->send(request, {});
        }));
    }
    ASSERT_TRUE(server.wait_for(5));
    transport.reset();
    for (auto& call : running) {
        const auto outcome = call.get();
        ASSERT_TRUE(std::holds_alternative<NoResponse>(outcome));
        EXPECT_EQ(std::get<NoResponse>(outcome).failure, TransportFailure::cancelled);
    }
}

TEST_F(Transports, serves_many_threads_with_a_bounded_number_of_connections) {
    server.on([](const Received& request) { return Reply::of(200, request.body); });
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int thread = 0; thread < 16; ++thread) {
        threads.emplace_back([&, thread] {
            for (int round = 0; round < 50; ++round) {
                const std::string body = std::to_string(thread) + "/" + std::to_string(round);
                if (answer(post(body)).body == body) ++right;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(right, 800);
    EXPECT_LE(server.connections(), 64u);
}

TEST_F(Transports, refuses_a_method_or_a_header_that_would_break_the_message) {
    ClientRequest request = get();
    request.headers = {{"X-A", "1\r\nX-B: 2"}};
    EXPECT_THROW(send(request), Error);
    request.headers = {{"X A", "1"}};
    EXPECT_THROW(send(request), Error);
    request = get();
    request.method = "GET / HTTP/1.1\r\n";
    EXPECT_THROW(send(request), Error);
}

TEST_F(Transports, goes_through_the_proxy_it_is_given) {
    server.on([](const Received&) { return Reply::of(200, "from the proxy"); });
    ClientRequest request{.url = Url::parse("http://origin.invalid/path")};
    request.proxy = server.base_url();
    EXPECT_EQ(answer(request).body, "from the proxy");
    EXPECT_EQ(server.received()[0].target, "http://origin.invalid/path");
}

TEST_F(Transports, tells_what_a_proxy_answered_and_keeps_its_password_to_itself) {
    server.on([](const Received&) { return Reply::of(407, "", {{"Proxy-Authenticate", "Basic"}}); });
    ClientRequest request{.url = Url::parse("https://origin.invalid/")};
    request.proxy = "http://user:hunter2@127.0.0.1:" + std::to_string(server.port());
    NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::proxy);
    EXPECT_FALSE(none.sent);
    EXPECT_NE(none.detail.find("407"), none.detail.npos) << none.detail;
    EXPECT_EQ(server.received()[0].method, "CONNECT");

    for (const std::string& bad : {"http://user:hunter2@127.0.0.1:" + std::to_string(test::unused_port()),
                                   std::string{"weird://user:hunter2@127.0.0.1"},
                                   std::string{"http://user:hunter2@nowhere.invalid"}}) {
        request.proxy = bad;
        none = no_answer(request);
        EXPECT_EQ(none.failure, TransportFailure::proxy) << none.detail;
        EXPECT_EQ(none.detail.find("hunter2"), none.detail.npos) << none.detail;
    }
}

TEST_F(Transports, takes_the_proxy_from_the_environment_unless_no_proxy_names_the_host) {
    server.on([](const Received&) { return Reply::of(200, "from the proxy"); });
    setenv("http_proxy", server.base_url().c_str(), 1);
    EXPECT_EQ(answer({.url = Url::parse("http://origin.invalid/")}).body, "from the proxy");
    EXPECT_EQ(no_answer({.url = Url::parse("http://origin.invalid/"), .direct = true}).failure,
              TransportFailure::resolve);
    setenv("no_proxy", "origin.invalid", 1);
    EXPECT_EQ(no_answer({.url = Url::parse("http://origin.invalid/")}).failure, TransportFailure::resolve);
    unsetenv("http_proxy");
    unsetenv("no_proxy");
}

TEST_F(Transports, connects_to_public_addresses_only_where_that_is_asked_for) {
    server.on([](const Received&) { return Reply::of(200, "from inside"); });
    const std::string port = ":" + std::to_string(server.port());
    for (const std::string host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
        const NoResponse none =
            no_answer({.url = Url::parse("http://" + host + port + "/"), .public_only = true});
        EXPECT_EQ(none.failure, TransportFailure::address_refused) << none.detail;
        EXPECT_FALSE(none.sent);
        EXPECT_NE(none.detail.find(host), none.detail.npos) << none.detail;
    }
    EXPECT_EQ(server.connections(), 0u);
}

TEST_F(Transports, asks_nobody_over_a_connection_to_a_private_address_that_another_request_left) {
    server.on([](const Received&) { return Reply::of(200, "from inside"); });
    answer(get());
    ClientRequest request = get();
    request.public_only = true;
    EXPECT_EQ(no_answer(request).failure, TransportFailure::address_refused);
    answer(get());
    EXPECT_EQ(server.received().size(), 2u);
}

TEST_F(Transports, leaves_proxies_aside_where_only_public_addresses_will_do) {
    server.on([](const Received&) { return Reply::of(200, "from the proxy"); });
    ClientRequest request{.url = Url::parse("http://origin.invalid/"), .public_only = true};
    request.proxy = server.base_url();
    EXPECT_EQ(no_answer(request).failure, TransportFailure::resolve);
    setenv("http_proxy", server.base_url().c_str(), 1);
    EXPECT_EQ(no_answer(request).failure, TransportFailure::resolve);
    unsetenv("http_proxy");
}

TEST_F(Transports, trusts_the_authority_it_is_given_and_no_other) {
    const test::TestCertificate certificate;
    ScriptedServer secure{certificate.files()};
    secure.on([](const Received&) { return Reply::of(200, "secure"); });
    ClientRequest request{.method = "POST", .url = secure.url(), .body = "x"};
    NoResponse none = no_answer(request);
    EXPECT_EQ(none.failure, TransportFailure::tls);
    EXPECT_FALSE(none.sent);

    request.ca_bundle = certificate.authority();
    EXPECT_EQ(answer(request).body, "secure");
    EXPECT_EQ(answer(request).body, "secure");
    const auto received = secure.received();
    ASSERT_EQ(received.size(), 2u);
    EXPECT_EQ(received[0].connection, received[1].connection);

    const test::TestCertificate other;
    request.ca_bundle = other.authority();
    EXPECT_EQ(no_answer(request).failure, TransportFailure::tls);
    request.ca_bundle = "/nowhere/ca.pem";
    EXPECT_EQ(no_answer(request).failure, TransportFailure::tls);
}

}  // namespace
}  // namespace certwright::net
