#include "x509/bundle/pkcs7_file.hpp"

#include "base/handle.hpp"
#include "crypto/der.hpp"
#include "x509/bundle/read_file.hpp"

#include <fmt/format.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

namespace certwright::x509 {
namespace {

constexpr crypto::DerKind pkcs7_kind{
    .name = "the PKCS#7 structure", .hint = "export the certificates again", .max_size = max_file_size};

using Pkcs7 = Handle<PKCS7, PKCS7_free>;

}  // namespace

void read_pkcs7(Intake& intake, BytesView ber, const std::string& place) {
    const crypto::QuietErrors quiet;
    Pkcs7 content;
    try {
        content = crypto::decode_der<Pkcs7, d2i_PKCS7>(ber, pkcs7_kind);
    } catch (const Error& error) {
        return intake.add_flaw(place, error);
    }
    if (!PKCS7_type_is_signed(content.get()) || !content->d.sign)
        return intake.add_flaw(place, "it is PKCS#7 of a kind that carries no certificates",
                               "export the certificates as PKCS#7, or as PEM");
    const STACK_OF(X509)* certificates = content->d.sign->cert;
    const int count = certificates ? sk_X509_num(certificates) : 0;
    if (count == 0) intake.add_flaw(place, "it is PKCS#7 without certificates");
    for (int i = 0; i < count && !intake.full(); ++i)
        intake.add_certificate(crypto::encode_der<i2d_X509>(sk_X509_value(certificates, i)),
                               {.place = fmt::format("{}, certificate {}", place, i + 1), .alias = {}});
}

}  // namespace certwright::x509
