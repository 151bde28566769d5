#include "x509/native.hpp"

#include "crypto/der.hpp"

#include <openssl/x509.h>

namespace certwright::x509 {

void CertificateRelease::operator()(X509* certificate) const noexcept {
    X509_free(certificate);
}

Native decode(BytesView der) {
    return crypto::decode_der<Native, d2i_X509>(der,
                                                {.name = "a certificate",
                                                 .hint = "give one X.509 certificate in DER, or a PEM text",
                                                 .max_size = max_der_size});
}

}  // namespace certwright::x509
