#include "x509/native.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509.h>

namespace certwright::x509 {

void CertificateRelease::operator()(X509* certificate) const noexcept {
    X509_free(certificate);
}

QuietErrors::QuietErrors() noexcept {
    ERR_clear_error();
}
QuietErrors::~QuietErrors() {
    ERR_clear_error();
}

Native decode(BytesView der) {
    if (der.empty()) throw Error{Fault::invalid, "cannot read a certificate: it is empty"};
    if (der.size() > max_der_size)
        throw Error{Fault::invalid, fmt::format("cannot read a certificate of {} bytes: the limit is {}",
                                                der.size(), max_der_size)};
    const QuietErrors quiet;
    const unsigned char* position = der.data();
    Native certificate{d2i_X509(nullptr, &position, static_cast<long>(der.size()))};
    if (!certificate) {
        const char* reason = ERR_reason_error_string(ERR_peek_error());
        throw Error{Fault::invalid,
                    fmt::format("cannot read a certificate: {}", reason ? reason : "not X.509 in DER"),
                    "give one X.509 certificate in DER, or a PEM text"};
    }
    const auto rest = der.data() + der.size() - position;
    if (rest != 0)
        throw Error{Fault::invalid, fmt::format("cannot read a certificate: {} bytes follow it", rest)};
    return certificate;
}

}  // namespace certwright::x509
