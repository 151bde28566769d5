#include "sandbox/dns/dns_connection.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace certwright::sandbox {
namespace {

constexpr std::size_t read_size = 16384;

bool would_block() {
    return errno == EAGAIN || errno == EINTR;
}

}  // namespace

DnsConnection::DnsConnection(net::Descriptor socket, Duration patience)
    : socket_(std::move(socket)), patience_(patience) {
    rest();
}

short DnsConnection::wants() const noexcept {
    return outgoing_.empty() ? POLLIN : POLLOUT;
}

bool DnsConnection::advance(const Reply& reply) {
    if (!flush()) return false;
    if (outgoing_.empty() && !receive()) return false;
    while (outgoing_.empty()) {
        const auto message = next_message();
        if (!message) return !ended_;
        if (!answer(*message, reply) || !flush()) return false;
    }
    return true;
}

bool DnsConnection::receive() {
    std::array<std::uint8_t, read_size> bytes;
    const auto size = recv(socket_.number(), bytes.data(), bytes.size(), 0);
    if (size < 0) return would_block();
    ended_ = ended_ || size == 0;
    incoming_.insert(incoming_.end(), bytes.begin(), bytes.begin() + size);
    return true;
}

std::optional<Bytes> DnsConnection::next_message() {
    if (incoming_.size() < 2) return std::nullopt;
    const std::size_t size = static_cast<std::size_t>(incoming_[0]) << 8 | incoming_[1];
    if (incoming_.size() < 2 + size) return std::nullopt;
    const auto begin = incoming_.begin() + 2;
    const auto end = begin + static_cast<std::ptrdiff_t>(size);
    Bytes message{begin, end};
    incoming_.erase(incoming_.begin(), end);
    return message;
}

bool DnsConnection::answer(BytesView message, const Reply& reply) {
    const auto answer = reply(message);
    if (!answer) return false;
    outgoing_ = {static_cast<std::uint8_t>(answer->size() >> 8), static_cast<std::uint8_t>(answer->size())};
    outgoing_.insert(outgoing_.end(), answer->begin(), answer->end());
    rest();
    return true;
}

bool DnsConnection::flush() {
    if (outgoing_.empty()) return true;
    const auto size = send(socket_.number(), outgoing_.data(), outgoing_.size(), MSG_NOSIGNAL);
    if (size < 0) return would_block();
    outgoing_.erase(outgoing_.begin(), outgoing_.begin() + size);
    if (outgoing_.empty()) rest();
    return true;
}

}  // namespace certwright::sandbox
