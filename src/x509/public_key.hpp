#pragma once

#include "x509/native.hpp"

#include <string>

namespace certwright::x509 {

struct PublicKey {
    std::string algorithm;  ///< as Certificate::key_algorithm
    int bits = 0;           ///< 0 for a kind of key that OpenSSL does not know
    std::string spki_sha256;
};
PublicKey public_key(const X509* certificate);

}  // namespace certwright::x509
