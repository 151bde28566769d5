#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certwright::net {

/// An absolute http or https URL, taken apart (RFC 3986). Path and query stay percent-encoded.
struct Url {
    std::string scheme;  ///< "http" or "https"
    std::string host;    ///< lower case; an IPv6 address keeps its brackets
    std::uint16_t port;  ///< the scheme's default when not written
    std::string path;    ///< at least "/"
    std::string query;   ///< without "?"

    /// Throws Fault::invalid for anything else (user info, fragments, other schemes, control characters).
    static Url parse(std::string_view text);
    std::string text() const;
    /// `host`, with the port when it is not the scheme's default: what a Host header carries.
    std::string authority() const;
    bool is_loopback() const;
};

/// RFC 3986 section 2: everything but unreserved characters becomes %XX, upper case.
std::string percent_encode(std::string_view text);
/// Throws Fault::invalid for a broken escape. `plus_is_space` is the form encoding of queries.
std::string percent_decode(std::string_view text, bool plus_is_space);
/// `a=1&b=2` decoded, in order; a name without `=` has an empty value.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

}  // namespace certwright::net
