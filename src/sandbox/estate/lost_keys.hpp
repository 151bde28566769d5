#pragma once

#include "base/bytes.hpp"

#include <string_view>

namespace certwright::sandbox {

/// The public key in DER (SubjectPublicKeyInfo) of an RSA key whose private part was thrown away when it was
/// made: to make one of that size takes seconds, and nothing gives the private key of an imported certificate
/// back. Empty but for RSA_3072 and RSA_4096.
Bytes lost_key(std::string_view algorithm);

}  // namespace certwright::sandbox
