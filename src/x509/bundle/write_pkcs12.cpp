#include "x509/bundle/write_pkcs12.hpp"

#include "base/handle.hpp"
#include "base/utf8.hpp"
#include "crypto/der.hpp"
#include "x509/bundle/store_password.hpp"
#include "x509/native.hpp"

#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace certwright::x509 {
namespace {

/// Encryption, integrity and what they cost.
struct Scheme {
    int cipher;
    const EVP_MD* mac;
    int iterations;
};

Scheme scheme_of(Pkcs12Form form) {
    // Readers bound how often a file may ask them to hash (.NET's Pkcs12LoaderLimits): it is three times
    // this.
    if (form == Pkcs12Form::modern) return {NID_aes_256_cbc, EVP_sha256(), 100'000};
    return {NID_pbe_WithSHA1And3_Key_TripleDES_CBC, EVP_sha1(), 2048};
}

/// OpenSSL refuses, or silently leaves out, a certificate whose name has characters beyond the BMP of
/// Unicode.
std::string friendly_name(std::string_view alias) {
    std::string name;
    while (!alias.empty()) {
        const std::size_t size = utf8_length(alias);
        name += size == 4 ? std::string_view{"\uFFFD"} : alias.substr(0, size);
        alias.remove_prefix(size);
    }
    return name;
}

struct CertificatesRelease {
    void operator()(STACK_OF(X509) * certificates) const noexcept {
        sk_X509_pop_free(certificates, X509_free);
    }
};
using Certificates = std::unique_ptr<STACK_OF(X509), CertificatesRelease>;

Certificates stack_of(const std::vector<Bytes>& ders) {
    Certificates stack{sk_X509_new_null()};
    crypto::require(stack != nullptr, "list certificates");
    for (const Bytes& der : ders) {
        Native certificate = decode(der);
        crypto::require(sk_X509_push(stack.get(), certificate.get()) > 0, "list certificates");
        (void)certificate.release();  // the stack has it now
    }
    return stack;
}

}  // namespace

Bytes write_pkcs12(const Content& content, const Secret& password, Pkcs12Form form) {
    check(content);
    check_store_password(password);
    const crypto::QuietErrors quiet;
    const Scheme scheme = scheme_of(form);
    const std::string name = friendly_name(content.alias);
    const Native leaf = decode(content.leaf);
    const Certificates issuers = stack_of(content.issuers);
    const Handle<PKCS12, PKCS12_free> file{
        PKCS12_create(password.reveal().data(), name.empty() ? nullptr : name.c_str(),
                      content.key ? content.key->native() : nullptr, leaf.get(), issuers.get(), scheme.cipher,
                      scheme.cipher, scheme.iterations, /*mac_iter=*/-1, /*keytype=*/0)};
    crypto::require(
        file && PKCS12_set_mac(file.get(), password.reveal().data(), static_cast<int>(password.size()),
                               nullptr, 0, scheme.iterations, scheme.mac) == 1,
        "make a PKCS#12 file");
    return crypto::encode_der<i2d_PKCS12>(file.get());
}

}  // namespace certwright::x509
