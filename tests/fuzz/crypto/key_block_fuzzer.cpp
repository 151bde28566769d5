#include "base/bytes.hpp"
#include "base/error.hpp"
#include "crypto/key_block.hpp"
#include "crypto/key_decryption.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// The body of a key's PEM block, with headers or without; nothing but Error escapes. The seeds that are
/// encrypted have the password "p".
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto block = crypto::decode_key_block(as_text({data, size}));
        ensure(block.headers.find('\r') == std::string::npos, "lines end with a line feed");
        if (!block.headers.empty()) (void)crypto::open_traditional(block.headers, block.content, "p");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
