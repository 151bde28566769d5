#include "x509/bundle/write_pkcs12.hpp"

#include "base/handle.hpp"
#include "base/utf8.hpp"
#include "crypto/der.hpp"
#include "x509/bundle/store_password.hpp"
#include "x509/native.hpp"

#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include <memory>

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

/// What Java's key stores know trusted certificates by; others do not mind it. Without it, Java shows a file
/// without keys as empty ("Oracle-TrustedKeyUsage", JDK-8076190).
constexpr const char* java_trusted_usage = "2.16.840.1.113894.746875.1.1";

struct BagsRelease {
    void operator()(STACK_OF(PKCS12_SAFEBAG) * bags) const noexcept {
        sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
    }
};
struct SafesRelease {
    void operator()(STACK_OF(PKCS7) * safes) const noexcept { sk_PKCS7_pop_free(safes, PKCS7_free); }
};

/// Certificates alone, each of which Java takes for trusted.
PKCS12* without_key(X509* leaf, STACK_OF(X509) * issuers, const std::string& name, const Scheme& scheme,
                    const Secret& password) {
    STACK_OF(PKCS12_SAFEBAG)* made = sk_PKCS12_SAFEBAG_new_null();
    const std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), BagsRelease> bags{made};
    crypto::require(made != nullptr, "list certificates");
    const auto add = [&](X509* certificate, const std::string& alias) {
        PKCS12_SAFEBAG* bag = PKCS12_add_cert(&made, certificate);
        const auto* any = static_cast<const void*>(OBJ_nid2obj(NID_anyExtendedKeyUsage));
        crypto::require(bag && (alias.empty() || PKCS12_add_friendlyname_utf8(bag, alias.c_str(), -1) == 1) &&
                            PKCS12_add1_attr_by_txt(bag, java_trusted_usage, V_ASN1_OBJECT,
                                                    static_cast<const unsigned char*>(any), -1) == 1,
                        "put a certificate into a PKCS#12 file");
    };
    add(leaf, name);
    for (int i = 0; i < sk_X509_num(issuers); ++i) add(sk_X509_value(issuers, i), "");
    STACK_OF(PKCS7)* safes = nullptr;
    const int added =
        PKCS12_add_safe(&safes, made, scheme.cipher, scheme.iterations, password.reveal().data());
    const std::unique_ptr<STACK_OF(PKCS7), SafesRelease> owned{safes};
    crypto::require(added == 1, "encrypt a PKCS#12 file");
    return PKCS12_add_safes(safes, 0);
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
        content.key ? PKCS12_create(password.reveal().data(), name.empty() ? nullptr : name.c_str(),
                                    content.key->native(), leaf.get(), issuers.get(), scheme.cipher,
                                    scheme.cipher, scheme.iterations, /*mac_iter=*/-1, /*keytype=*/0)
                    : without_key(leaf.get(), issuers.get(), name, scheme, password)};
    crypto::require(
        file && PKCS12_set_mac(file.get(), password.reveal().data(), static_cast<int>(password.size()),
                               nullptr, 0, scheme.iterations, scheme.mac) == 1,
        "make a PKCS#12 file");
    return crypto::encode_der<i2d_PKCS12>(file.get());
}

}  // namespace certwright::x509
