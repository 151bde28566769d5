#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace certwright::dns {

/// Where a name server listens.
struct ServerAddress {
    std::string ip;
    std::uint16_t port = 53;

    /// "192.0.2.1", "192.0.2.1:5353", "2001:db8::1" or "[2001:db8::1]:5353". Throws Fault::invalid.
    static ServerAddress parse(std::string_view text);
    std::string text() const;
    bool operator==(const ServerAddress&) const = default;
};

}  // namespace certwright::dns
