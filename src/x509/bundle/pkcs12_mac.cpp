#include "x509/bundle/pkcs12_mac.hpp"

#include "base/error.hpp"
#include "crypto/failure.hpp"
#include "crypto/key_limits.hpp"
#include "x509/bundle/pbmac1.hpp"

#include <openssl/evp.h>
#include <openssl/pkcs12.h>

namespace certwright::x509 {
namespace {

std::int64_t iterations_of(const ASN1_INTEGER* iterations) {
    std::int64_t count = 1;  // the default of RFC 7292
    if (iterations && ASN1_INTEGER_get_int64(&count, iterations) != 1) count = 0;
    if (count < 1 || count > crypto::max_key_iterations)
        throw Error{Fault::invalid, "the password of its MAC is hashed too often"};
    return count;
}

Pkcs12Integrity integrity(bool verified) {
    return verified ? Pkcs12Integrity::verified : Pkcs12Integrity::failed;
}

}  // namespace

Pkcs12Integrity check_integrity(PKCS12* file, BytesView ber, Passwords& passwords) {
    const crypto::QuietErrors quiet;
    const ASN1_OCTET_STRING* value = nullptr;
    const X509_ALGOR* algorithm = nullptr;
    const ASN1_INTEGER* iterations = nullptr;
    PKCS12_get0_mac(&value, &algorithm, nullptr, &iterations, file);
    if (!value || !algorithm) return Pkcs12Integrity::absent;
    const auto hashing = static_cast<std::int64_t>(ber.size()) / bytes_per_iteration;
    if (is_pbmac1(algorithm)) {
        const Pbmac1 mac{algorithm, value, pkcs12_content(ber)};
        return integrity(passwords.first(mac.cost() + hashing, [&](const Passwords::Candidate& password) {
            return mac.verifies(password.value_or(""));
        }));
    }
    if (!EVP_get_digestbyobj(algorithm->algorithm))
        throw Error{Fault::invalid, "its MAC is of an algorithm that is not supported",
                    "export it again, with a MAC of SHA-256"};
    const auto verifies = [&](const Passwords::Candidate& password) {
        return PKCS12_verify_mac(file, password ? password->data() : nullptr,
                                 password ? static_cast<int>(password->size()) : 0) == 1;
    };
    return integrity(passwords.first(iterations_of(iterations) + hashing, verifies));
}

}  // namespace certwright::x509
