#pragma once

#include "net/descriptor.hpp"

#include <cstdint>
#include <string>

namespace certwright::sandbox {

/// Where a name server hears: UDP and TCP on one address and port, neither of them blocking.
struct DnsSockets {
    net::Descriptor datagrams;
    net::Descriptor listener;
    std::uint16_t port;

    /// `address` is an IP address; port 0 lets the system choose one that is free for both. Throws
    /// Fault::unavailable naming the address when it is taken, Fault::invalid for what is no IP address.
    static DnsSockets open(const std::string& address, std::uint16_t port);
};

}  // namespace certwright::sandbox
