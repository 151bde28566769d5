#include "x509/authority_limits.hpp"

#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "x509/extensions.hpp"
#include "x509/native.hpp"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace certwright::x509 {

std::optional<BasicConstraints> basic_constraints_of(BytesView certificate) {
    const Native native = decode(certificate);
    return basic_constraints(X509_get0_extensions(native.get()));
}

bool keeps_name_constraints(BytesView certificate, BytesView authority) {
    const crypto::QuietErrors quiet;
    const Native native = decode(certificate);
    const Native issuing = decode(authority);
    const Handle<NAME_CONSTRAINTS, NAME_CONSTRAINTS_free> constraints{static_cast<NAME_CONSTRAINTS*>(
        X509_get_ext_d2i(issuing.get(), NID_name_constraints, nullptr, nullptr))};
    // OpenSSL reads the names of a certificate when it is first asked about one of its extensions.
    (void)X509_get_extension_flags(native.get());
    return !constraints || NAME_CONSTRAINTS_check(native.get(), constraints.get()) == X509_V_OK;
}

}  // namespace certwright::x509
