#include "support/raw_client.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace certwright::test {
namespace {
constexpr Duration patience = 10s;
}

RawClient::RawClient(std::uint16_t port, int receive_buffer)
    : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0)
        setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(socket_);
        throw std::runtime_error{"cannot connect to the loopback"};
    }
}

RawClient::~RawClient() {
    close(socket_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (size <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

void RawClient::finish_sending() {
    shutdown(socket_, SHUT_WR);
}

RawClient::Got RawClient::receive(Duration limit) {
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    if (poll(&waiting, 1, static_cast<int>(limit / 1ms)) <= 0) return Got::nothing;
    char bytes[65536];
    const auto size = recv(socket_, bytes, sizeof bytes, 0);
    was_reset_ = size < 0 && errno == ECONNRESET;
    if (size <= 0) return Got::end;
    buffer_.append(bytes, static_cast<std::size_t>(size));
    return Got::bytes;
}

std::string RawClient::read(std::size_t count) {
    while (buffer_.size() < count && receive(patience) == Got::bytes) continue;
    std::string result = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return result;
}

std::string RawClient::read_until(std::string_view end) {
    while (buffer_.find(end) == buffer_.npos && receive(patience) == Got::bytes) continue;
    const auto at = buffer_.find(end);
    return read(at == buffer_.npos ? buffer_.size() : at + end.size());
}

std::string RawClient::read_all() {
    while (true) {
        switch (receive(patience)) {
            case Got::bytes:
                continue;
            case Got::end:
                return std::exchange(buffer_, {});
            case Got::nothing:
                return std::exchange(buffer_, {}) + "<still open>";
        }
    }
}

std::string RawClient::read_response() {
    std::string head = read_until("\r\n\r\n");
    std::size_t length = 0;
    if (const auto at = head.find("Content-Length: "); at != head.npos) {
        std::from_chars(head.data() + at + 16, head.data() + head.size(), length);
    }
    return head + read(length);
}

bool RawClient::is_closed_within(Duration limit) {
    return buffer_.empty() && receive(limit) == Got::end;
}

void RawClient::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(std::exchange(socket_, -1));
}

}  // namespace certwright::test
