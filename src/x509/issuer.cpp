#include "x509/issuer.hpp"

#include "base/error.hpp"
#include "x509/extensions.hpp"
#include "x509/public_key.hpp"

#include <openssl/x509.h>

namespace certwright::x509 {

Native issuer_certificate(const Issuer& issuer) {
    Native certificate = decode(issuer.certificate);
    if (!belongs_to(issuer.key, certificate.get()))
        throw Error{Fault::invalid, "cannot sign: the private key is not that of the issuer's certificate"};
    return certificate;
}

Bytes issuer_key_id(const X509* certificate) {
    const auto identifiers = key_identifiers(X509_get0_extensions(certificate));
    return identifiers.subject.empty() ? key_id(X509_get_X509_PUBKEY(certificate))
                                       : from_hex(identifiers.subject);
}

}  // namespace certwright::x509
