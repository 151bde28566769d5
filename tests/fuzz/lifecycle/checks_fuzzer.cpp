#include "base/error.hpp"
#include "base/utf8.hpp"
#include "lifecycle/checks/checks.hpp"
#include "x509/certificate.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A certificate with its chain: what is found in it is text that can be shown, the gravest first; nothing
/// but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        auto ders = x509::pem_to_ders(as_text({data, size}));
        if (ders.size() > 20) return 0;
        const Bytes leaf = ders.front();
        ders.erase(ders.begin());
        auto gravest = lifecycle::Severity::error;
        for (const auto& finding :
             lifecycle::check(lifecycle::examine(leaf, ders, true), parse_rfc3339("2026-10-01T00:00:00Z"))) {
            ensure(is_utf8(finding.message) && is_utf8(finding.hint), "a finding is UTF-8");
            ensure(!finding.message.empty() && !finding.hint.empty(), "a finding says something");
            ensure(finding.severity >= gravest, "the gravest comes first");
            gravest = finding.severity;
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
