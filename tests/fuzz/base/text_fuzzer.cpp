#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

void check_time(std::string_view text) {
    const Time time = parse_rfc3339(text);
    // An offset may lead out of the years that can be written with four digits.
    const std::string written = format_rfc3339(time);
    if (written.front() != '-' && written.find('-') == 4 && parse_rfc3339(written) != time) std::abort();
}

void check_base64(std::string_view text) {
    const Bytes bytes = from_base64(text);
    if (from_base64(to_base64(bytes)) != bytes) std::abort();
}

void check_hex(std::string_view text) {
    const Bytes bytes = from_hex(text);
    if (from_hex(to_hex(bytes)) != bytes) std::abort();
}

}  // namespace

/// Texts that stand for moments and bytes: what is accepted means the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const auto check : {check_time, check_base64, check_hex}) {
        try {
            check(text);
        } catch (const Error& error) {
            if (error.fault() != Fault::invalid) std::abort();
        }
    }
    return 0;
}
