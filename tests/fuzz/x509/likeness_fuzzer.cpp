#include "base/error.hpp"
#include "x509/authority_limits.hpp"
#include "x509/chain.hpp"
#include "x509/likeness.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

namespace {

template <class Read>
void attempt(Read read) {
    try {
        read();
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
}

}  // namespace

/// A certificate as what others are modelled on, as an authority and as its own issuer; nothing but Error
/// escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView der{data, size};
    attempt([&] { (void)x509::request_like(der); });
    attempt([&] { (void)x509::successor_of(der, x509::SuccessorKey::same); });
    attempt([&] { (void)x509::successor_of(der, x509::SuccessorKey::another); });
    attempt([&] { (void)x509::basic_constraints_of(der); });
    attempt([&] { (void)x509::keeps_name_constraints(der, der); });
    attempt([&] {
        const auto chain = x509::order_chain(der, {Bytes{data, data + size}});
        ensure(chain.issuers.empty(), "nobody is the issuer of its own chain");
    });
    return 0;
}
