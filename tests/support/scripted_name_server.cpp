#include "support/scripted_name_server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace certwright::test {
namespace {

/// -1 when the port is taken; 0 lets the system choose one.
int bind_loopback(int type, std::uint16_t& port) {
    const int result = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(result, generic, size) != 0 || getsockname(result, generic, &size) != 0) {
        close(result);
        return -1;
    }
    port = ntohs(address.sin_port);
    return result;
}

bool read_whole(int connection, std::uint8_t* bytes, std::size_t size) {
    return recv(connection, bytes, size, MSG_WAITALL) == static_cast<ssize_t>(size);
}

}  // namespace

ScriptedNameServer::ScriptedNameServer(Script script) : script_(std::move(script)) {
    for (int round = 0; round < 100 && listener_ < 0; ++round) {
        if (datagrams_ >= 0) close(datagrams_);
        port_ = 0;
        datagrams_ = bind_loopback(SOCK_DGRAM, port_);
        listener_ = bind_loopback(SOCK_STREAM, port_);
    }
    if (listener_ < 0 || listen(listener_, 16) != 0)
        throw std::runtime_error{"cannot listen on the loopback"};
    thread_ = std::jthread{[this](std::stop_token stop) {
        while (!stop.stop_requested()) {
            pollfd waiting[] = {{.fd = datagrams_, .events = POLLIN, .revents = 0},
                                {.fd = listener_, .events = POLLIN, .revents = 0}};
            if (poll(waiting, 2, 20) <= 0) continue;
            if (waiting[0].revents != 0) serve_datagram();
            if (waiting[1].revents != 0) serve_connection();
        }
    }};
}

ScriptedNameServer::~ScriptedNameServer() {
    thread_.request_stop();
    thread_.join();
    close(datagrams_);
    close(listener_);
}

std::size_t ScriptedNameServer::asked() const {
    const std::scoped_lock lock{mutex_};
    return asked_;
}

std::vector<Bytes> ScriptedNameServer::answers(const Bytes& question, bool by_tcp) {
    const std::scoped_lock lock{mutex_};
    ++asked_;
    return script_(question, by_tcp);
}

void ScriptedNameServer::serve_datagram() {
    Bytes question(65536);
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    auto* const generic = reinterpret_cast<sockaddr*>(&peer);
    const auto got = recvfrom(datagrams_, question.data(), question.size(), 0, generic, &size);
    if (got < 0) return;
    question.resize(static_cast<std::size_t>(got));
    for (const Bytes& answer : answers(question, false))
        sendto(datagrams_, answer.data(), answer.size(), 0, generic, size);
}

/// One question a connection.
void ScriptedNameServer::serve_connection() {
    const int connection = accept(listener_, nullptr, nullptr);
    std::uint8_t length[2] = {};
    if (read_whole(connection, length, 2)) {
        Bytes question(static_cast<std::size_t>(length[0]) << 8 | length[1]);
        if (read_whole(connection, question.data(), question.size())) {
            for (Bytes answer : answers(question, true)) {
                const auto count = static_cast<std::uint16_t>(answer.size());
                answer.insert(answer.begin(),
                              {static_cast<std::uint8_t>(count >> 8), static_cast<std::uint8_t>(count)});
                send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
            }
        }
    }
    close(connection);
}

}  // namespace certwright::test
