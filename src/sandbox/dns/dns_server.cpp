#include "sandbox/dns/dns_server.hpp"

#include "base/error.hpp"
#include "net/bell.hpp"
#include "sandbox/dns/answer.hpp"
#include "sandbox/dns/dns_connection.hpp"
#include "sandbox/dns/dns_sockets.hpp"
#include "sandbox/dns/reply.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <list>
#include <thread>

namespace certwright::sandbox {
namespace {

using SteadyClock = DnsConnection::Clock;

constexpr int datagrams_at_a_time = 64;  ///< then TCP has its turn
constexpr auto rest_after_failure = 100ms;

}  // namespace

class DnsServer::Loop {
  public:
    Loop(DnsServerOptions options, Zones zones, UpdatableZones updatable)
        : options_(std::move(options)),
          zones_(std::move(zones)),
          updatable_(std::move(updatable)),
          sockets_(DnsSockets::open(options_.address, options_.port)),
          thread_([this] { run(); }) {}

    std::uint16_t port() const noexcept { return sockets_.port; }

    void stop() {
        bell_.ring();
        if (thread_.joinable()) thread_.join();
    }

  private:
    using Connections = std::list<DnsConnection>;

    void run() {
        while (true) {
            std::vector<pollfd> waiting{{.fd = bell_.number(), .events = POLLIN, .revents = 0},
                                        {.fd = sockets_.datagrams.number(), .events = POLLIN, .revents = 0},
                                        {.fd = listener(), .events = POLLIN, .revents = 0}};
            for (const DnsConnection& connection : connections_)
                waiting.push_back({.fd = connection.number(), .events = connection.wants(), .revents = 0});
            poll(waiting.data(), waiting.size(), patience());
            if (waiting[0].revents != 0) break;
            if (waiting[1].revents != 0) serve_datagrams();
            serve_connections(waiting.data() + 3);
            if (waiting[2].revents != 0) accept_connections();
        }
        connections_.clear();
    }

    /// poll() passes over a negative one.
    int listener() const { return SteadyClock::now() < accepts_from_ ? -1 : sockets_.listener.number(); }

    /// Milliseconds until something is due; -1 for never.
    int patience() const {
        auto due = SteadyClock::time_point::max();
        for (const DnsConnection& connection : connections_) due = std::min(due, connection.deadline());
        const auto now = SteadyClock::now();
        if (now < accepts_from_) due = std::min(due, accepts_from_);
        if (due == SteadyClock::time_point::max()) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - now).count();
        return static_cast<int>(std::max<std::int64_t>(0, left));
    }

    std::optional<Bytes> reply(BytesView message, DnsTransport transport) const {
        if (updatable_.key_of && is_update(message)) return update_reply(message, updatable_);
        return dns_reply(message, transport, [&](const Question& question) {
            const auto zones = zones_();
            ensure(zones != nullptr, "there are zones");
            return answer(*zones, question);
        });
    }

    void serve_datagrams() {
        std::array<std::uint8_t, 65536> message;
        for (int count = 0; count < datagrams_at_a_time; ++count) {
            sockaddr_storage peer{};
            socklen_t peer_size = sizeof peer;
            auto* const generic = reinterpret_cast<sockaddr*>(&peer);
            const int socket = sockets_.datagrams.number();
            const auto size = recvfrom(socket, message.data(), message.size(), 0, generic, &peer_size);
            if (size < 0) return;
            const auto back = reply({message.data(), static_cast<std::size_t>(size)}, DnsTransport::udp);
            // What cannot be sent is lost, as datagrams are; the client asks again.
            if (back) sendto(socket, back->data(), back->size(), MSG_NOSIGNAL, generic, peer_size);
        }
    }

    /// `events` has one entry for each connection, in their order.
    void serve_connections(const pollfd* events) {
        const auto reply_by_tcp = [&](BytesView message) { return reply(message, DnsTransport::tcp); };
        for (auto at = connections_.begin(); at != connections_.end(); ++events) {
            const bool lives =
                events->revents == 0 ? SteadyClock::now() < at->deadline() : at->advance(reply_by_tcp);
            at = lives ? std::next(at) : connections_.erase(at);
        }
    }

    void accept_connections() {
        while (true) {
            net::Descriptor socket{
                accept4(sockets_.listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)};
            if (!socket.is_open()) {
                // Without descriptors, what waits would wake poll() again at once.
                if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)
                    accepts_from_ = SteadyClock::now() + rest_after_failure;
                if (errno != ECONNABORTED && errno != EINTR) return;
                continue;
            }
            if (connections_.size() >= options_.max_connections) drop_the_idlest();
            connections_.emplace_back(std::move(socket), options_.idle_timeout);
        }
    }

    void drop_the_idlest() {
        const auto idlest =
            std::min_element(connections_.begin(), connections_.end(),
                             [](const auto& a, const auto& b) { return a.deadline() < b.deadline(); });
        if (idlest != connections_.end()) connections_.erase(idlest);
    }

    DnsServerOptions options_;
    Zones zones_;
    UpdatableZones updatable_;
    net::Bell bell_;
    DnsSockets sockets_;
    // The thread's own.
    Connections connections_;
    SteadyClock::time_point accepts_from_{};
    std::thread thread_;
};

DnsServer::DnsServer(DnsServerOptions options, Zones zones, UpdatableZones updatable)
    : loop_(std::make_unique<Loop>(std::move(options), std::move(zones), std::move(updatable))) {}

DnsServer::~DnsServer() {
    stop();
}

std::uint16_t DnsServer::port() const noexcept {
    return loop_->port();
}

void DnsServer::stop() {
    loop_->stop();
}

}  // namespace certwright::sandbox
