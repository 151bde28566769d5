#pragma once

#include "base/time.hpp"
#include "sandbox/dns/update_reply.hpp"
#include "sandbox/dns/zone.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace certwright::sandbox {

struct DnsServerOptions {
    std::string address = "127.0.0.1";  ///< an IP address
    std::uint16_t port = 0;             ///< 0 lets the system choose; DnsServer::port() tells
    std::size_t max_connections = 64;   ///< TCP; beyond it, the one that was idle longest gives way
    Duration idle_timeout = 10s;        ///< TCP: without a complete message or an answer that leaves
};

/// An authoritative name server on UDP and TCP (RFC 1034, RFC 1035, RFC 7766) for zones that change under it.
/// It looks nothing up for others: outside of its zones it refuses. Zones that are `updatable` may be changed
/// over DNS too (RFC 2136). One thread does it all.
class DnsServer {
  public:
    /// The zones as they are now: asked for at each question, on the server's thread, so that a change is
    /// seen at once. What it throws becomes SERVFAIL.
    using Zones = std::function<std::shared_ptr<const std::vector<Zone>>()>;

    /// Binds and listens, so that a taken port fails here: Fault::unavailable naming the address.
    /// Fault::invalid for what is no IP address.
    DnsServer(DnsServerOptions options, Zones zones, UpdatableZones updatable = {});
    /// Stops as stop() does.
    ~DnsServer();

    std::uint16_t port() const noexcept;
    /// Closes all connections and returns when the thread has ended. Idempotent.
    void stop();

  private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace certwright::sandbox
