#include "base/bytes.hpp"
#include "base/error.hpp"
#include "http/cursor.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

void check(std::string_view text) {
    const auto parts = http::decode_cursor(text, 2);
    if (http::decode_cursor(http::encode_cursor(parts), 2) != parts) std::abort();
}

void check_number(std::string_view text) {
    if (http::decode_cursor_number(text) < 0) std::abort();
}

}  // namespace

/// What is taken for a cursor says the same when it is given out again; everything else is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const std::string encoded = to_base64url({data, size});
    for (const std::string_view cursor : {text, std::string_view{encoded}}) {
        for (const auto look : {check, check_number}) {
            try {
                look(cursor);
            } catch (const Error& error) {
                if (error.fault() != Fault::invalid || error.fields().empty()) std::abort();
            }
        }
    }
    return 0;
}
