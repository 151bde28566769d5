#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace certwright::net {

/// What a request line asks for, in origin form (RFC 9112 section 3.2.1), taken apart.
struct RequestTarget {
    std::string path;                   ///< decoded, UTF-8 without control characters
    std::vector<std::string> segments;  ///< split first, then decoded (see ServerRequest)
    std::string query;                  ///< as written, without "?"

    /// Throws Fault::invalid; the message never repeats the target. Refused are dot segments in every
    /// spelling, also behind an escaped slash, so that no handler has to think of them.
    static RequestTarget parse(std::string_view target);
};

}  // namespace certwright::net
