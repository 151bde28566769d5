#pragma once

#include "base/bytes.hpp"

#include <string_view>

/// What names may look like that we write. Each throws Fault::invalid, quoting the name.
namespace certwright::x509 {

/// Letters, digits, hyphens and underscores in labels of 1 to 63 between dots, at most 253 characters
/// (RFC 1034 section 3.1), no hyphen at the ends of a label (section 3.5), and a star for the whole leftmost
/// label.
void check_dns_name(std::string_view name);
/// Something before and behind one at sign, visible ASCII, at most 254 characters.
void check_email(std::string_view address);
/// A scheme and more, of the characters that RFC 3986 knows, at most 2048.
void check_uri(std::string_view uri);

/// The 4 or 16 octets of an address.
Bytes parse_address(std::string_view address);
/// The octets of a network and of its mask: 8 for "10.0.0.0/8".
Bytes parse_network(std::string_view network);

}  // namespace certwright::x509
