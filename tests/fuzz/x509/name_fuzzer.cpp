#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "x509/alternative_name.hpp"
#include "x509/international_name.hpp"
#include "x509/name_syntax.hpp"

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
        ensure(is_utf8(error.message()), "a message is UTF-8");
    }
}

}  // namespace

/// A name of every kind as somebody types it: what is accepted can be written; nothing but Error escapes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text({data, size});
    attempt([&] {
        const std::string host = x509::to_dns_name(text);
        ensure(x509::to_dns_name(host) == host, "a name in letters of certificates stays as it is");
        (void)x509::general_name({x509::AlternativeName::Kind::dns, host});
    });
    attempt([&] {
        (void)x509::general_name({x509::AlternativeName::Kind::email, x509::to_email_address(text)});
    });
    attempt([&] { (void)x509::general_name({x509::AlternativeName::Kind::uri, std::string{text}}); });
    attempt([&] {
        const std::size_t octets = x509::parse_address(text).size();
        ensure(octets == 4 || octets == 16, "an address has 4 octets or 16");
    });
    attempt([&] {
        const std::size_t octets = x509::parse_network(text).size();
        ensure(octets == 8 || octets == 32, "a network has an address and a mask");
    });
    return 0;
}
