#include "base/bytes.hpp"
#include "base/error.hpp"
#include "lifecycle/issuer_fetch.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A Location of a stranger's server: it leads to http or https, and never out of TLS.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const char* from : {"http://ca.example.com/a", "https://ca.example.com:8443/a?b"})
        if (const auto target = lifecycle::redirect_target(net::Url::parse(from), as_text({data, size}))) {
            ensure(target->scheme == "http" || target->scheme == "https", "no other scheme is followed");
            ensure(from[4] != 's' || target->scheme == "https", "it does not lead out of TLS");
            ensure(net::Url::parse(target->text()).text() == target->text(), "a URL survives being written");
        }
    return 0;
}
