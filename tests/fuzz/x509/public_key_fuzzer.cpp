#include "base/error.hpp"
#include "crypto/native_key.hpp"
#include "x509/public_key.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A SubjectPublicKeyInfo; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto key = x509::decode_public_key({data, size});
        ensure(!crypto::algorithm_name(key.get()).empty(), "a key is of some kind");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
