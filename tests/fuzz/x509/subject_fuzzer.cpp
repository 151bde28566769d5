#include "base/bytes.hpp"
#include "base/error.hpp"
#include "x509/names.hpp"
#include "x509/subject_text.hpp"

#include <cstddef>
#include <cstdint>

using namespace certwright;

/// A subject as somebody types it: what can be written is shown in a way that is read again the same; nothing
/// but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto subject = x509::parse_subject(as_text({data, size}));
        const auto native = x509::native_name(subject);
        const auto again = x509::parse_subject(x509::distinguished_name(native.get()));
        ensure(again == x509::name_parts(native.get()), "a subject survives being shown");
    } catch (const Error& error) {
        if (error.fault() != Fault::invalid) throw;
    }
    return 0;
}
