#pragma once

#include "base/bytes.hpp"

#include <optional>

/// Telling structures apart by their first elements (X.690: DER, and BER as Windows and Java write it).
namespace certwright::x509 {

/// One element. Only the header has been seen to be there.
struct DerElement {
    std::uint8_t tag;         ///< with class and constructed bit: 0x30 is SEQUENCE
    BytesView content;        ///< of an indefinite length: all that follows; cut off when incomplete
    BytesView rest;           ///< what follows; nothing when the length is indefinite
    std::size_t missing = 0;  ///< bytes that the header promises and that are not there
};

/// Nothing for tags of several bytes and lengths of more than 4, which nobody writes here.
std::optional<DerElement> first_element(BytesView bytes);

enum class DerShape {
    unknown,
    certificate,
    request,
    crl,
    pkcs7,
    pkcs12,
    key,            ///< PKCS#8, PKCS#1 or SEC1
    encrypted_key,  ///< EncryptedPrivateKeyInfo of PKCS#8
    public_key,     ///< SubjectPublicKeyInfo
};

DerShape shape_of(BytesView der);

}  // namespace certwright::x509
