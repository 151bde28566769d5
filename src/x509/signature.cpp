#include "x509/signature.hpp"

#include "base/error.hpp"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

namespace certwright::x509 {

std::string_view to_string(SignatureHash hash) {
    switch (hash) {
        case SignatureHash::sha256:
            return "SHA256";
        case SignatureHash::sha384:
            return "SHA384";
        case SignatureHash::sha512:
            return "SHA512";
    }
    throw Error{Fault::internal, "unknown signature hash"};
}

SignatureHash usual_hash(const crypto::KeyPair& key) {
    const bool is_stronger = key.algorithm_name().starts_with("EC_") && key.bits() > 256;
    return is_stronger ? SignatureHash::sha384 : SignatureHash::sha256;
}

const EVP_MD* signature_digest(const crypto::KeyPair& key, SignatureHash hash) {
    const int kind = EVP_PKEY_get_base_id(key.native());
    if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC) return nullptr;
    switch (hash) {
        case SignatureHash::sha256:
            return EVP_sha256();
        case SignatureHash::sha384:
            return EVP_sha384();
        case SignatureHash::sha512:
            return EVP_sha512();
    }
    throw Error{Fault::internal, "unknown signature hash"};
}

std::string signature_name(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), text.size(), object, 0);
    return text.data();
}

}  // namespace certwright::x509
