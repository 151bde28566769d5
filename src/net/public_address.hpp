#pragma once

#include "base/bytes.hpp"

namespace certwright::net {

/// Whether an address, of 4 or 16 octets, is one that hosts all over the Internet can be reached by: not of a
/// private network, this machine, this link, a test network, a group. Source: IANA's registries of
/// special-purpose addresses (RFC 6890); where an IPv6 address stands for one of IPv4, that one is judged.
bool is_public_address(BytesView octets);

}  // namespace certwright::net
