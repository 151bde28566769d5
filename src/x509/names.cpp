#include "x509/names.hpp"

#include "base/handle.hpp"
#include "base/utf8.hpp"
#include "crypto/failure.hpp"
#include "x509/text.hpp"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <optional>

namespace certwright::x509 {
namespace {

using MemoryBio = Handle<BIO, BIO_free_all>;

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

/// Converts from whatever string type the certificate uses; where its bytes break their own type's
/// rules, they are taken as they are.
std::string utf8_of(const ASN1_STRING* string) {
    unsigned char* buffer = nullptr;
    const int size = ASN1_STRING_to_UTF8(&buffer, string);
    if (size < 0) return escaped(bytes_of(string));
    const std::unique_ptr<unsigned char, decltype([](unsigned char* p) { OPENSSL_free(p); })> owner{buffer};
    return escaped({reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size)});
}

std::string ip_address(const ASN1_OCTET_STRING* octets) {
    const auto bytes = bytes_of(octets);
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (bytes.size() == 4 && inet_ntop(AF_INET, bytes.data(), text.data(), text.size())) return text.data();
    if (bytes.size() == 16 && inet_ntop(AF_INET6, bytes.data(), text.data(), text.size())) return text.data();
    return to_hex(as_bytes(bytes));
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
    return utf8_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)));
}

AlternativeNames subject_alternative_names(const ExtensionList* extensions) {
    AlternativeNames found;
    const Handle<GENERAL_NAMES, GENERAL_NAMES_free> names{
        static_cast<GENERAL_NAMES*>(X509V3_get_d2i(extensions, NID_subject_alt_name, nullptr, nullptr))};
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        switch (name->type) {
            case GEN_DNS:
                found.dns.push_back(escaped(bytes_of(name->d.dNSName)));
                break;
            case GEN_IPADD:
                found.ip_addresses.push_back(ip_address(name->d.iPAddress));
                break;
            case GEN_EMAIL:
                found.emails.push_back(escaped(bytes_of(name->d.rfc822Name)));
                break;
            case GEN_URI:
                found.uris.push_back(escaped(bytes_of(name->d.uniformResourceIdentifier)));
                break;
            default:
                break;  // other kinds show in the extension's text
        }
    }
    return found;
}

}  // namespace certwright::x509
