#include "base/error.hpp"
#include "net/url.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// Whatever is accepted means the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    net::Url url;
    try {
        url = net::Url::parse({reinterpret_cast<const char*>(bytes), size});
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) std::abort();
        return 0;
    }
    const net::Url again = net::Url::parse(url.text());
    if (again.text() != url.text() || again.host != url.host || again.port != url.port ||
        again.path != url.path || again.query != url.query || again.is_loopback() != url.is_loopback()) {
        std::abort();
    }
    return 0;
}
