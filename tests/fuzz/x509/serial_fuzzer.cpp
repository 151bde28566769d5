#include "base/bytes.hpp"
#include "base/error.hpp"
#include "x509/object_id.hpp"
#include "x509/serial.hpp"
#include "x509/usages.hpp"

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

/// A serial number, an OID and an extended key usage as somebody types them: what is read is written and read
/// again the same; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text({data, size});
    attempt([&] {
        const std::string serial = x509::serial_text(x509::parse_serial(text).get());
        ensure(x509::serial_text(x509::parse_serial(serial).get()) == serial,
               "a serial number survives being written");
    });
    attempt([&] {
        const std::string oid = x509::dotted(x509::parse_oid(text).get());
        ensure(x509::dotted(x509::parse_oid(oid).get()) == oid, "an OID survives being written");
    });
    attempt([&] { (void)x509::short_name(x509::parse_oid_or_name(text).get()); });
    attempt([&] {
        const std::string word = x509::purpose_word(x509::parse_purpose(text).get());
        ensure(x509::purpose_word(x509::parse_purpose(word).get()) == word,
               "a purpose survives being written");
    });
    return 0;
}
