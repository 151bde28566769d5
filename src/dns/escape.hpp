#pragma once

#include <string>
#include <string_view>

/// The escapes of zone files, in names and in strings: \X and \DDD in decimal (RFC 1035 section 5.1).
namespace certwright::dns {

/// Takes an escape off the front of `rest`, which begins with its backslash, and returns the byte that it
/// stands for. Throws Fault::invalid when it is broken.
char take_escape(std::string_view& rest);

/// The byte as \DDD.
std::string escape(char byte);

}  // namespace certwright::dns
