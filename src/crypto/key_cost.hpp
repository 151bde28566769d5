#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// OpenSSL's own name, so that its headers stay in the sources.
typedef struct X509_algor_st X509_ALGOR;

/// What opening an encrypted key costs: the key itself says how often its password is hashed.
namespace certwright::crypto {

/// How often the password is hashed, in iterations of PBKDF2 or what takes as long.
/// Throws Fault::invalid when `scheme`, the algorithm of an EncryptedPrivateKeyInfo, is none whose cost
/// can be read (PBKDF2 and scrypt: RFC 8018, RFC 7914; PKCS#5 version 1 and PKCS#12: RFC 8018, RFC 7292),
/// or asks for more than about two seconds.
std::int64_t check_cost(const X509_ALGOR* scheme);

/// Its cipher, or the whole of an older scheme: "aes-256-cbc", "pbeWithMD5AndDES-CBC".
std::string cipher_name(const X509_ALGOR* scheme);

/// Throws Fault::invalid with a way out.
[[noreturn]] void refuse_encryption(std::string_view name);

}  // namespace certwright::crypto
