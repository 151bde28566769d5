#include "base/error.hpp"
#include "lifecycle/issuer_fetch.hpp"
#include "x509/certificate.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// What a stranger's server answers for an issuer: certificates or nothing; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > lifecycle::longest_issuer_answer) return 0;
    try {
        for (const auto& der : lifecycle::read_issuer_answer({data, size})) (void)x509::parse_der(der);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
