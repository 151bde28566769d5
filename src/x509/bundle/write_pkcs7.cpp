#include "x509/bundle/write_pkcs7.hpp"

#include "base/handle.hpp"
#include "base/pem.hpp"
#include "crypto/der.hpp"
#include "x509/native.hpp"

#include <openssl/objects.h>
#include <openssl/pkcs7.h>

#include <algorithm>
#include <vector>

namespace certwright::x509 {

Bytes write_pkcs7(const Content& content) {
    check(content);
    const Handle<PKCS7, PKCS7_free> pkcs7{PKCS7_new()};
    crypto::require(pkcs7 && PKCS7_set_type(pkcs7.get(), NID_pkcs7_signed) == 1 &&
                        PKCS7_content_new(pkcs7.get(), NID_pkcs7_data) == 1 &&
                        PKCS7_set_detached(pkcs7.get(), 1) == 1,
                    "make a PKCS#7 structure");
    // OpenSSL writes them in the order in which they were added. DER has a SET OF sorted (X.690
    // section 11.6), by what encodings compare as: none of a certificate is the beginning of another's.
    std::vector<BytesView> certificates{content.leaf};
    certificates.insert(certificates.end(), content.issuers.begin(), content.issuers.end());
    std::ranges::sort(certificates, std::ranges::lexicographical_compare);
    for (const BytesView der : certificates)
        crypto::require(PKCS7_add_certificate(pkcs7.get(), decode(der).get()) == 1, "add a certificate");
    return crypto::encode_der<i2d_PKCS7>(pkcs7.get());
}

std::string pkcs7_to_pem(BytesView der) {
    return to_pem("PKCS7", der);
}

}  // namespace certwright::x509
