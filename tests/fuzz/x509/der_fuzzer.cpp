#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/certificate.hpp"
#include "x509/host.hpp"
#include "x509/text.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// Whatever parses shows only UTF-8; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto certificate = x509::parse_der({data, size});
        ensure(is_utf8(certificate.subject), "the subject is UTF-8");
        for (const auto& extension : certificate.extensions)
            ensure(is_utf8(extension.value), "a value is UTF-8");
        for (const auto& name : certificate.dns_names) (void)x509::covers(certificate, name);
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
