#include "dns/exchange.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "dns/message.hpp"
#include "net/bell.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <poll.h>

#include <algorithm>
#include <array>

namespace certwright::dns {
namespace {

using Clock = std::chrono::steady_clock;
/// c-ares' channels are no business of two threads, so each exchange has its own: with it come a socket and a
/// port that nobody has seen yet.
using Channel = Handle<ares_channeldata, ares_destroy>;
using ServerList = Handle<ares_addr_port_node, [](ares_addr_port_node* list) { ares_free_data(list); }>;

void check(int status, const char* attempt) {
    if (status != ARES_SUCCESS)
        throw Error{Fault::unavailable, std::string{attempt} + ": " + ares_strerror(status)};
}

Channel open_channel(ares_options options, int given) {
    // Not thread-safe, so once; never cleaned up, as libcurl may use it too.
    static const int started = ares_library_init(ARES_LIB_INIT_ALL);
    check(started, "c-ares does not start");
    ares_channel channel = nullptr;
    check(ares_init_options(&channel, &options, given), "the resolver cannot be set up");
    return Channel{channel};
}

ares_addr_port_node node_of(const ServerAddress& server) {
    ares_addr_port_node node{};
    node.family = server.ip.find(':') == server.ip.npos ? AF_INET : AF_INET6;
    ensure(inet_pton(node.family, server.ip.c_str(), &node.addr) == 1, "a server's address is one");
    node.udp_port = node.tcp_port = server.port;
    return node;
}

/// One try at one server. Every answer comes through, whatever its code: the next server is our choice.
Channel channel_to(const ServerAddress& server, Duration timeout) {
    ares_options options{};
    options.flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS;
    options.ednspsz = datagram_size;
    options.tries = 1;
    options.timeout = static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(timeout).count());
    Channel channel =
        open_channel(options, ARES_OPT_FLAGS | ARES_OPT_EDNSPSZ | ARES_OPT_TRIES | ARES_OPT_TIMEOUTMS);
    ares_addr_port_node node = node_of(server);
    check(ares_set_servers_ports(channel.get(), &node), "the resolver does not take its server");
    return channel;
}

struct Answer {
    bool is_final = false;
    int status = ARES_SUCCESS;
    Bytes message;
};

void take_answer(void* user, int status, int, unsigned char* bytes, int size) {
    Answer& answer = *static_cast<Answer*>(user);
    answer.is_final = true;
    answer.status = status;
    if (status == ARES_SUCCESS) answer.message.assign(bytes, bytes + size);
}

/// Lets c-ares read and write what is ready; waits until something is, or `deadline`, or the bell.
void step(ares_channel channel, Clock::time_point deadline, const net::Bell& bell) {
    std::array<ares_socket_t, ARES_GETSOCK_MAXNUM> sockets{};
    std::array<pollfd, ARES_GETSOCK_MAXNUM + 1> waiting{};
    const auto wanted = static_cast<unsigned>(ares_getsock(channel, sockets.data(), ARES_GETSOCK_MAXNUM));
    nfds_t count = 0;
    waiting[count++] = {.fd = bell.number(), .events = POLLIN, .revents = 0};
    for (unsigned at = 0; at < sockets.size(); ++at) {
        const bool reads = (wanted >> at & 1) != 0;
        const bool writes = (wanted >> (at + ARES_GETSOCK_MAXNUM) & 1) != 0;
        if (!reads && !writes) continue;
        const int events = (reads ? POLLIN : 0) | (writes ? POLLOUT : 0);
        waiting[count++] = {.fd = sockets[at], .events = static_cast<short>(events), .revents = 0};
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    poll(waiting.data(), count, static_cast<int>(std::max<std::int64_t>(0, left)));
    for (nfds_t at = 1; at < count; ++at) {
        const bool reads = (waiting[at].revents & (POLLIN | POLLERR | POLLHUP)) != 0;
        const bool writes = (waiting[at].revents & (POLLOUT | POLLERR)) != 0;
        ares_process_fd(channel, reads ? waiting[at].fd : ARES_SOCKET_BAD,
                        writes ? waiting[at].fd : ARES_SOCKET_BAD);
    }
}

Exchange outcome_of(Answer answer) {
    using Outcome = Exchange::Outcome;
    switch (answer.status) {
        case ARES_SUCCESS:
            return {Outcome::answered, std::move(answer.message), {}};
        case ARES_ETIMEOUT:
            return {Outcome::silent, {}, {}};
        case ARES_ENOMEM:
            throw std::bad_alloc{};
        default:
            return {Outcome::unreachable, {}, "cannot be reached"};
    }
}

}  // namespace

Exchange exchange(const ServerAddress& server, BytesView question, Duration timeout,
                  const std::stop_token& stop) {
    net::Bell bell;
    const std::stop_callback wake{stop, [&] { bell.ring(); }};
    const auto deadline = Clock::now() + timeout;
    Answer answer;  // outlives the channel, which calls back as it goes
    const Channel channel = channel_to(server, timeout);
    ares_send(channel.get(), question.data(), static_cast<int>(question.size()), take_answer, &answer);
    while (!answer.is_final) {
        if (stop.stop_requested()) return {Exchange::Outcome::cancelled, {}, {}};
        if (Clock::now() >= deadline) return {Exchange::Outcome::silent, {}, {}};
        step(channel.get(), deadline, bell);
    }
    return outcome_of(std::move(answer));
}

std::vector<ServerAddress> system_servers() {
    const Channel channel = open_channel({}, 0);
    ares_addr_port_node* first = nullptr;
    check(ares_get_servers_ports(channel.get(), &first), "the system's name servers are not known");
    const ServerList list{first};
    std::vector<ServerAddress> servers;
    for (const ares_addr_port_node* node = first; node; node = node->next) {
        std::array<char, INET6_ADDRSTRLEN> ip{};
        inet_ntop(node->family, &node->addr, ip.data(), ip.size());
        const int port = node->udp_port == 0 ? 53 : node->udp_port;
        servers.push_back({.ip = ip.data(), .port = static_cast<std::uint16_t>(port)});
    }
    return servers;
}

}  // namespace certwright::dns
