#include "x509/bundle/write_pkcs7.hpp"

#include "base/handle.hpp"
#include "base/pem.hpp"
#include "crypto/der.hpp"
#include "x509/native.hpp"

#include <openssl/objects.h>
#include <openssl/pkcs7.h>

namespace certwright::x509 {

Bytes write_pkcs7(const Content& content) {
    check(content);
    const Handle<PKCS7, PKCS7_free> pkcs7{PKCS7_new()};
    crypto::require(pkcs7 && PKCS7_set_type(pkcs7.get(), NID_pkcs7_signed) == 1 &&
                        PKCS7_content_new(pkcs7.get(), NID_pkcs7_data) == 1 &&
                        PKCS7_set_detached(pkcs7.get(), 1) == 1,
                    "make a PKCS#7 structure");
    crypto::require(PKCS7_add_certificate(pkcs7.get(), decode(content.leaf).get()) == 1, "add a certificate");
    for (const Bytes& issuer : content.issuers)
        crypto::require(PKCS7_add_certificate(pkcs7.get(), decode(issuer).get()) == 1, "add a certificate");
    return crypto::encode_der<i2d_PKCS7>(pkcs7.get());
}

std::string pkcs7_to_pem(BytesView der) {
    return to_pem("PKCS7", der);
}

}  // namespace certwright::x509
