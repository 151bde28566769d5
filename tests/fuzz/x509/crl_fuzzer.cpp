#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/crl.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// Whatever parses shows only UTF-8 and times that can be written; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto crl = x509::parse_crl({data, size});
        ensure(is_utf8(crl.issuer), "the issuer is UTF-8");
        for (const auto& revoked : crl.revoked) {
            ensure(parse_rfc3339(format_rfc3339(revoked.revoked_at)) == revoked.revoked_at,
                   "a time is a time");
            (void)x509::to_string(revoked.reason);
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
