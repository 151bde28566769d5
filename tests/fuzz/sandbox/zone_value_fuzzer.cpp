#include "base/error.hpp"
#include "dns/ldns.hpp"
#include "dns/native.hpp"
#include "sandbox/dns/zone_value.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

/// Whatever is accepted can be sent, and says the same when it is written and read again. (The first byte is
/// the type.)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const auto type = static_cast<dns::RecordType>(bytes[0] == 0 ? 257 : bytes[0]);
    if (dns::to_string(type).starts_with("TYPE")) return 0;
    std::string value;
    try {
        value = sandbox::zone_value(type, {reinterpret_cast<const char*>(bytes) + 1, size - 1});
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) std::abort();
        return 0;
    }
    const dns::NativeRecord record =
        dns::native(dns::Record{.name = {}, .type = type, .ttl = std::chrono::seconds{1}, .value = value});
    if (dns::record_of(*record).value != value) std::abort();
    return 0;
}
