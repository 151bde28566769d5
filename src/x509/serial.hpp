#pragma once

#include <memory>
#include <string>
#include <string_view>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct asn1_string_st ASN1_INTEGER;

/// Serial numbers of certificates (RFC 5280 section 4.1.2.2).
namespace certwright::x509 {

struct SerialRelease {
    void operator()(ASN1_INTEGER* serial) const noexcept;
};
using NativeSerial = std::unique_ptr<ASN1_INTEGER, SerialRelease>;

/// "0a:1b": lower-case hex pairs, as ACM writes it; a minus in front of what should have been positive.
std::string serial_text(const ASN1_INTEGER* serial);
/// Accepts both cases, and pairs without colons. Throws Fault::invalid for what is not positive or has
/// more than 20 octets.
NativeSerial parse_serial(std::string_view text);
/// 20 octets, 158 of their bits random.
std::string random_serial();

}  // namespace certwright::x509
