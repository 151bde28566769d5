#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "dns/server_address.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace certwright::dns {

/// What came of sending one question to one server.
struct Exchange {
    enum class Outcome { answered, silent, unreachable, cancelled };
    Outcome outcome;
    Bytes message;        ///< when it answered; it has the question's id and question
    std::string problem;  ///< when it could not be reached
};

/// Sends a whole message by UDP, and by TCP when the answer does not fit into a datagram, and waits at most
/// `timeout` for both together. Forged answers (other address, id or question) are not seen. Throws
/// Fault::unavailable when the process has no means left to ask.
Exchange exchange(const ServerAddress& server, BytesView question, Duration timeout,
                  const std::stop_token& stop);

/// The servers that the system's resolv.conf names, as it is now.
std::vector<ServerAddress> system_servers();

}  // namespace certwright::dns
