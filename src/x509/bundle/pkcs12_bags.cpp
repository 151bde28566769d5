#include "x509/bundle/pkcs12_bags.hpp"

#include "base/utf8.hpp"
#include "crypto/der.hpp"
#include "crypto/key_decryption.hpp"
#include "x509/bundle/utf16.hpp"
#include "x509/native.hpp"

#include <fmt/format.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace certwright::x509 {
namespace {

/// The friendlyName (PKCS#9), which is not always one. (Of OpenSSL's own functions for it one cuts characters
/// to bytes and another loses the last.)
std::string friendly_name(const PKCS12_SAFEBAG* bag) {
    const ASN1_TYPE* value = PKCS12_SAFEBAG_get0_attr(bag, NID_friendlyName);
    if (!value || value->type != V_ASN1_BMPSTRING) return {};
    const ASN1_STRING* units = value->value.bmpstring;
    std::string name =
        from_utf16_units({ASN1_STRING_get0_data(units), static_cast<std::size_t>(ASN1_STRING_length(units))});
    while (name.ends_with('\0')) name.pop_back();
    return is_storable_text(name) ? name : std::string{};
}

}  // namespace

Origin Pkcs12Bags::origin_of(const PKCS12_SAFEBAG* bag) const {
    std::string alias = friendly_name(bag);
    std::string place = alias.empty() ? fmt::format("{}, bag {}", place_, number_)
                                      : fmt::format("{}, entry {}", place_, in_quotes(alias));
    return {.place = std::move(place), .alias = std::move(alias)};
}

void Pkcs12Bags::take_in(const stack_st_PKCS12_SAFEBAG* bags) {
    for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i) take_in(sk_PKCS12_SAFEBAG_value(bags, i));
}

void Pkcs12Bags::take_in(const PKCS12_SAFEBAG* bag) {
    const int kind = PKCS12_SAFEBAG_get_nid(bag);
    if (kind == NID_safeContentsBag) return take_in(PKCS12_SAFEBAG_get0_safes(bag));
    ++number_;
    switch (kind) {
        case NID_keyBag:
            return intake_.add_key(as_bytes(crypto::pkcs8_der(PKCS12_SAFEBAG_get0_p8inf(bag)).reveal()),
                                   origin_of(bag));
        case NID_pkcs8ShroudedKeyBag:
            return intake_.add_encrypted_key(crypto::encode_der<i2d_X509_SIG>(PKCS12_SAFEBAG_get0_pkcs8(bag)),
                                             origin_of(bag));
        case NID_certBag:
            return take_in_certificate(bag);
        case NID_crlBag:
            return intake_.add_flaw(origin_of(bag).place, "it is a certificate revocation list");
        case NID_secretBag:
            return intake_.add_flaw(origin_of(bag).place, "it is a secret that is no private key");
        default:
            return intake_.add_flaw(origin_of(bag).place, "it is of a kind not known here");
    }
}

void Pkcs12Bags::take_in_certificate(const PKCS12_SAFEBAG* bag) {
    const Native certificate{
        PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate ? PKCS12_SAFEBAG_get1_cert(bag) : nullptr};
    if (!certificate) return intake_.add_flaw(origin_of(bag).place, "it is no X.509 certificate, or damaged");
    intake_.add_certificate(crypto::encode_der<i2d_X509>(certificate.get()), origin_of(bag));
}

}  // namespace certwright::x509
