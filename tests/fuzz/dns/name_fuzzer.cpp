#include "base/error.hpp"
#include "dns/record.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace certwright;

namespace {

/// Whatever is accepted is the same name when it is written and read again.
void check_name(std::string_view text) {
    const dns::Name name = dns::Name::parse(text);
    if (dns::Name::parse(name.text()) != name || dns::Name::parse(name.absolute_text()) != name) std::abort();
    if (!name.is_at_or_below(name.parent())) std::abort();
}

void check_words(std::string_view text) {
    (void)dns::words(text);
}

void check_wire(std::string_view text) {
    const dns::Name name = dns::Name::from_wire(as_bytes(text));
    if (dns::Name::parse(name.text()) != name) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    for (const auto check : {check_name, check_words, check_wire}) {
        try {
            check(text);
        } catch (const Error& error) {
            if (error.fault() != Fault::invalid) std::abort();
        }
    }
    return 0;
}
