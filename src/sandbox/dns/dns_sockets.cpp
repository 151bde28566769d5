#include "sandbox/dns/dns_sockets.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace certwright::sandbox {
namespace {

using Addresses = Handle<addrinfo, freeaddrinfo>;

constexpr int backlog = 64;
constexpr int rounds_for_a_free_port = 32;

Addresses resolve(const std::string& address, std::uint16_t port) {
    addrinfo wanted{};
    wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0)
        throw Error{Fault::invalid, "cannot listen on \"" + address + "\": not an IP address"};
    return Addresses{found};
}

/// The socket, not open when the port is taken; errno says why.
net::Descriptor bound(const addrinfo& address, int type) {
    net::Descriptor result{socket(address.ai_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    const int on = 1;
    if (address.ai_family == AF_INET6) setsockopt(result.number(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    // Connections of an earlier server may still be dying.
    if (type == SOCK_STREAM) setsockopt(result.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!result.is_open() || bind(result.number(), address.ai_addr, address.ai_addrlen) != 0) return {};
    return result;
}

std::uint16_t port_of(const net::Descriptor& socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    ensure(getsockname(socket.number(), generic, &size) == 0, "a bound socket has a name");
    const auto& ip4 = reinterpret_cast<const sockaddr_in&>(address);
    const auto& ip6 = reinterpret_cast<const sockaddr_in6&>(address);
    return ntohs(address.ss_family == AF_INET ? ip4.sin_port : ip6.sin6_port);
}

}  // namespace

DnsSockets DnsSockets::open(const std::string& address, std::uint16_t port) {
    int reason = 0;
    // What the system chose for TCP may be taken for UDP.
    for (int round = 0; round < (port == 0 ? rounds_for_a_free_port : 1); ++round) {
        net::Descriptor listener = bound(*resolve(address, port), SOCK_STREAM);
        reason = errno;
        if (!listener.is_open()) break;
        const std::uint16_t chosen = port_of(listener);
        net::Descriptor datagrams = bound(*resolve(address, chosen), SOCK_DGRAM);
        if (datagrams.is_open() && listen(listener.number(), backlog) == 0)
            return {std::move(datagrams), std::move(listener), chosen};
        reason = errno;
    }
    throw Error{
        Fault::unavailable,
        "cannot listen on " + address + " port " + std::to_string(port) + ": " + std::strerror(reason),
        "choose another port, or stop what uses this one"};
}

}  // namespace certwright::sandbox
