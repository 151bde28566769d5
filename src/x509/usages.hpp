#pragma once

#include "x509/object_id.hpp"

#include <array>
#include <string>
#include <string_view>

/// ACM's words for what a key may be used for.
namespace certwright::x509 {

/// In the order of the bits (RFC 5280 section 4.2.1.3).
inline constexpr std::array<std::string_view, 9> key_usage_words{
    "DIGITAL_SIGNATURE",   "NON_REPUDIATION", "KEY_ENCIPHERMENT", "DATA_ENCIPHERMENT", "KEY_AGREEMENT",
    "CERTIFICATE_SIGNING", "CRL_SIGNING",     "ENCIPHER_ONLY",    "DECIPHER_ONLY"};

/// The number of the bit. Throws Fault::invalid, listing the words.
int key_usage_bit(std::string_view word);

/// The word for an extended key usage (section 4.2.1.12), "CUSTOM (1.2.3.4)" where ACM has none.
std::string purpose_word(const ASN1_OBJECT* purpose);
/// Accepts what purpose_word() writes, and an OID alone. Throws Fault::invalid, listing the words.
ObjectId parse_purpose(std::string_view text);

}  // namespace certwright::x509
