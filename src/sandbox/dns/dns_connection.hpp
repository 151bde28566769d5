#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "net/descriptor.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace certwright::sandbox {

/// One client's TCP connection: messages with their length in front (RFC 1035 section 4.2.2), any number of
/// them one after another (RFC 7766 section 6.2.1). Never blocks; its owner polls.
class DnsConnection {
  public:
    using Clock = std::chrono::steady_clock;
    /// Absent ends the connection.
    using Reply = std::function<std::optional<Bytes>(BytesView message)>;

    /// It ends when for `patience` no message has become complete and no answer has left.
    DnsConnection(net::Descriptor socket, Duration patience);

    int number() const noexcept { return socket_.number(); }
    /// The events to poll for: what comes is not read before what goes has gone.
    short wants() const noexcept;
    Clock::time_point deadline() const noexcept { return deadline_; }
    /// Reads, answers and writes what can be done now; false when the connection is over.
    bool advance(const Reply& reply);

  private:
    bool receive();
    std::optional<Bytes> next_message();
    bool answer(BytesView message, const Reply& reply);
    bool flush();
    void rest() { deadline_ = Clock::now() + patience_; }

    net::Descriptor socket_;
    Duration patience_;
    Clock::time_point deadline_;
    Bytes incoming_;      ///< less than one message and what one read brings
    Bytes outgoing_;      ///< one answer
    bool ended_ = false;  ///< the client sends nothing more, but may still read
};

}  // namespace certwright::sandbox
