#include "base/error.hpp"
#include "net/request_target.hpp"
#include "net/url.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace certwright;

namespace {

/// Encoding what was decoded and decoding it again changes nothing.
void check_query(std::string_view text) {
    const auto pairs = net::parse_query(text);
    std::string written;
    for (const auto& [name, value] : pairs) {
        if (!written.empty()) written += '&';
        written += net::percent_encode(name) + "=" + net::percent_encode(value);
    }
    if (net::parse_query(written) != pairs) std::abort();
}

/// The segments say the same as the path, and no dot segment hides in either.
void check_target(std::string_view text) {
    const auto target = net::RequestTarget::parse(text);
    std::string joined;
    for (const auto& segment : target.segments) joined += "/" + segment;
    if (joined != target.path && !(joined.empty() && target.path == "/")) std::abort();
    if ((target.path + "/").find("/../") != std::string::npos ||
        (target.path + "/").find("/./") != std::string::npos)
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    for (const auto check : {check_query, check_target}) {
        try {
            check(text);
        } catch (const Error& error) {
            if (error.fault() != Fault::invalid) std::abort();
        }
    }
    return 0;
}
