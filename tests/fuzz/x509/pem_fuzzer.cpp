#include "base/error.hpp"
#include "x509/certificate.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// What was read is written and read again the same; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto ders = x509::pem_to_ders(as_text({data, size}));
        std::string again;
        for (const auto& der : ders) again += x509::der_to_pem(der);
        ensure(x509::pem_to_ders(again) == ders, "a PEM text survives being written");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
