#include "net/transport.hpp"
#include "servers.hpp"
#include "support/test_certificate.hpp"

#include <atomic>

namespace certwright::net {
namespace {

class TlsServers : public Servers {
  protected:
    TlsServers() { options.tls = certificate.files(); }
    ClientRequest request(std::string_view target) const {
        ClientRequest result{
            .url = Url::parse("https://127.0.0.1:" + std::to_string(server->port()) + std::string{target})};
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
    options.max_body_bytes = 4'000'000;
    start([](const ServerRequest& received) {
        return ServerResponse{.headers = {{"X-Secure", received.secure ? "yes" : "no"}},
                              .body = received.body + received.body};
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
