#pragma once

#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace certwright::crypto {

/// The body of the PEM block of a private key.
struct KeyBlock {
    std::string headers;  ///< those of RFC 1421, with line feeds only; empty when there are none
    Secret content;       ///< DER, or when there are headers maybe what they say it is encrypted as
};

/// Throws Fault::invalid for malformed base64 and for too much of it.
KeyBlock decode_key_block(std::string_view body);

/// Like from_base64, into memory that is wiped. Throws Fault::invalid.
Secret decode_private_base64(std::string_view text);

}  // namespace certwright::crypto
