#pragma once

#include "base/bytes.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

/// Text as Java keystores have it, and PKCS#12.
namespace certwright::x509 {

/// UTF-16, big end first, of UTF-8: how Java hashes passwords. What is no UTF-8 is taken for Latin-1.
Secret utf16_of(std::string_view password);

/// "Modified UTF-8" of java.io.DataInput: NUL as two bytes, beyond U+FFFF two surrogates of three bytes each.
std::string to_modified_utf8(std::string_view text);
/// The other way; sequences that are none become U+FFFD.
std::string from_modified_utf8(std::string_view text);

/// UTF-8 of UTF-16, big end first, as friendly names in PKCS#12 have it; halves of pairs become U+FFFD.
std::string from_utf16_units(BytesView units);

}  // namespace certwright::x509
