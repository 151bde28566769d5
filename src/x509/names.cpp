#include "x509/names.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/utf8.hpp"
#include "crypto/der.hpp"
#include "crypto/failure.hpp"
#include "x509/text.hpp"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/x509.h>

#include <optional>

namespace certwright::x509 {
namespace {

using MemoryBio = Handle<BIO, BIO_free_all>;
using AnyValue = Handle<ASN1_TYPE, ASN1_TYPE_free>;

constexpr crypto::DerKind string_kind = {
    .name = "a string", .hint = "give one ASN.1 string, such as a UTF8String, in DER", .max_size = 64 * 1024};

/// The three types whose values OpenSSL does not hold in an ASN1_STRING.
bool is_held_as_string(int type) {
    return type != V_ASN1_BOOLEAN && type != V_ASN1_NULL && type != V_ASN1_OBJECT;
}

std::string_view bytes_of(const ASN1_STRING* string) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
            static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::optional<std::string> print(const X509_NAME* name, unsigned long flags) {
    const MemoryBio bio{BIO_new(BIO_s_mem())};
    crypto::require(bio != nullptr, "make a memory buffer");
    if (X509_NAME_print_ex(bio.get(), name, 0, flags) < 0) return std::nullopt;
    char* start = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &start);
    return std::string{start, static_cast<std::size_t>(size)};
}

}  // namespace

std::string distinguished_name(const X509_NAME* name) {
    constexpr unsigned long rfc4514 = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
    if (auto text = print(name, rfc4514); text && is_utf8(*text)) return std::move(*text);
    // A value that is not what its string type promises: escape every byte from 0x80, and if even
    // that cannot be printed, dump the values.
    if (auto text = print(name, XN_FLAG_RFC2253)) return escaped(*text);
    const auto dumped = print(name, XN_FLAG_RFC2253 | ASN1_STRFLGS_DUMP_ALL);
    return dumped ? escaped(*dumped) : std::string{};
}

std::string most_specific_common_name(const X509_NAME* name) {
    int last = -1;
    for (int next = -1; (next = X509_NAME_get_index_by_NID(name, NID_commonName, next)) >= 0;) last = next;
    if (last < 0) return {};
    const ASN1_STRING* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last));
    // Where its bytes break their own type's rules, they are taken as they are.
    const auto text = utf8_of(value);
    return escaped(text ? std::string_view{*text} : bytes_of(value));
}

std::optional<std::string> utf8_of(const ASN1_STRING* string) {
    unsigned char* buffer = nullptr;
    const int size = ASN1_STRING_to_UTF8(&buffer, string);
    if (size < 0) return std::nullopt;
    const std::unique_ptr<unsigned char, decltype([](unsigned char* p) { OPENSSL_free(p); })> owner{buffer};
    return std::string{reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size)};
}

std::string utf8_of_der(BytesView der) {
    const auto value = crypto::decode_der<AnyValue, d2i_ASN1_TYPE>(der, string_kind);
    auto text = is_held_as_string(value->type) ? utf8_of(value->value.asn1_string) : std::nullopt;
    if (!text)
        throw Error{Fault::invalid, "cannot read a string: the value is of another type, or breaks its rules",
                    std::string{string_kind.hint}};
    return *std::move(text);
}

}  // namespace certwright::x509
