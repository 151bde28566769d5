#pragma once

#include "base/bytes.hpp"

#include <string_view>

// The system's own name, so that its headers stay in the sources.
struct sockaddr;

namespace certwright::net {

/// Whether an address, of 4 or 16 octets, is one that hosts all over the Internet can be reached by: not of a
/// private network, this machine, this link, a test network, a group. Source: IANA's registries of
/// special-purpose addresses (RFC 6890); where an IPv6 address stands for one of IPv4, that one is judged.
bool is_public_address(BytesView octets);
/// Of IPv4 or IPv6; no other family has any.
bool is_public_address(const sockaddr& address);
/// As inet_ntop writes it; what is no address is no public one.
bool is_public_address(std::string_view text);

}  // namespace certwright::net
