#include "x509/extensions.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "x509/object_id.hpp"
#include "x509/text.hpp"
#include "x509/usages.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <limits>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_extension_text = 4096;
constexpr int max_extension_size = 64 * 1024;  // larger ones are counted, not printed
constexpr int max_extensions = 200;

/// The decoded extension, or null.
template <class T, auto release>
Handle<T, release> decoded(const ExtensionList* extensions, int nid) {
    return Handle<T, release>{static_cast<T*>(X509V3_get_d2i(extensions, nid, nullptr, nullptr))};
}

std::string hex(const ASN1_OCTET_STRING* octets) {
    return to_hex({ASN1_STRING_get0_data(octets), static_cast<std::size_t>(ASN1_STRING_length(octets))});
}

void append_uri(std::vector<std::string>& uris, const GENERAL_NAME* name) {
    if (name->type != GEN_URI) return;
    const ASN1_IA5STRING* uri = name->d.uniformResourceIdentifier;
    uris.push_back(
        escaped(as_text({ASN1_STRING_get0_data(uri), static_cast<std::size_t>(ASN1_STRING_length(uri))})));
}

std::string value_text(X509_EXTENSION* extension) {
    const ASN1_OCTET_STRING* data = X509_EXTENSION_get_data(extension);
    const int size = ASN1_STRING_length(data);
    if (size > max_extension_size) return fmt::format("{} bytes", size);
    const Handle<BIO, BIO_free_all> bio{BIO_new(BIO_s_mem())};
    crypto::require(bio != nullptr, "make a memory buffer");
    if (!X509V3_EXT_print(bio.get(), extension, X509V3_EXT_DUMP_UNKNOWN, 0))
        return hex(data).substr(0, max_extension_text);
    char* start = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &start);
    return readable({start, static_cast<std::size_t>(length)}, max_extension_text);
}

int count_of(const ExtensionList* extensions) {
    const int count = X509v3_get_ext_count(extensions);
    if (count > max_extensions)
        throw Error{Fault::invalid,
                    fmt::format("cannot read {} extensions: the limit is {}", count, max_extensions)};
    return count;
}

}  // namespace

std::vector<std::string> key_usages(const ExtensionList* extensions) {
    std::vector<std::string> found;
    const auto bits = decoded<ASN1_BIT_STRING, ASN1_BIT_STRING_free>(extensions, NID_key_usage);
    if (!bits) return found;
    for (std::size_t i = 0; i < key_usage_words.size(); ++i)
        if (ASN1_BIT_STRING_get_bit(bits.get(), static_cast<int>(i))) found.emplace_back(key_usage_words[i]);
    return found;
}

std::vector<std::string> extended_key_usages(const ExtensionList* extensions) {
    std::vector<std::string> found;
    const auto purposes = decoded<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>(extensions, NID_ext_key_usage);
    for (int i = 0; i < sk_ASN1_OBJECT_num(purposes.get()); ++i)
        found.push_back(purpose_word(sk_ASN1_OBJECT_value(purposes.get(), i)));
    return found;
}

std::vector<AlternativeName> subject_alternative_names(const ExtensionList* extensions) {
    return alternative_names(
        decoded<GENERAL_NAMES, GENERAL_NAMES_free>(extensions, NID_subject_alt_name).get());
}

bool has_other_names(const ExtensionList* extensions) {
    const auto names = decoded<GENERAL_NAMES, GENERAL_NAMES_free>(extensions, NID_subject_alt_name);
    return sk_GENERAL_NAME_num(names.get()) > 0 &&
           static_cast<std::size_t>(sk_GENERAL_NAME_num(names.get())) !=
               alternative_names(names.get()).size();
}

std::optional<BasicConstraints> basic_constraints(const ExtensionList* extensions) {
    const auto native = decoded<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free>(extensions, NID_basic_constraints);
    if (!native) return std::nullopt;
    BasicConstraints found{.is_ca = native->ca != 0, .path_length = std::nullopt};
    std::int64_t length = 0;
    if (native->pathlen && ASN1_INTEGER_get_int64(&length, native->pathlen) == 1 && length >= 0)
        found.path_length = static_cast<int>(std::min<std::int64_t>(length, std::numeric_limits<int>::max()));
    return found;
}

KeyIdentifiers key_identifiers(const ExtensionList* extensions) {
    KeyIdentifiers found;
    if (const auto own =
            decoded<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>(extensions, NID_subject_key_identifier))
        found.subject = hex(own.get());
    const auto issuer =
        decoded<AUTHORITY_KEYID, AUTHORITY_KEYID_free>(extensions, NID_authority_key_identifier);
    if (issuer && issuer->keyid) found.authority = hex(issuer->keyid);
    return found;
}

Locations locations(const ExtensionList* extensions) {
    Locations found;
    const auto access =
        decoded<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free>(extensions, NID_info_access);
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
        const ACCESS_DESCRIPTION* entry = sk_ACCESS_DESCRIPTION_value(access.get(), i);
        const int method = OBJ_obj2nid(entry->method);
        if (method == NID_ad_OCSP) append_uri(found.ocsp, entry->location);
        if (method == NID_ad_ca_issuers) append_uri(found.ca_issuers, entry->location);
    }
    const auto points =
        decoded<CRL_DIST_POINTS, CRL_DIST_POINTS_free>(extensions, NID_crl_distribution_points);
    for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
        if (!point->distpoint || point->distpoint->type != 0) continue;  // a name relative to the issuer's
        const GENERAL_NAMES* names = point->distpoint->name.fullname;
        for (int j = 0; j < sk_GENERAL_NAME_num(names); ++j)
            append_uri(found.crl, sk_GENERAL_NAME_value(names, j));
    }
    return found;
}

std::vector<Extension> all_extensions(const ExtensionList* extensions) {
    const int count = count_of(extensions);
    std::vector<Extension> found;
    for (int i = 0; i < count; ++i) {
        X509_EXTENSION* extension = X509v3_get_ext(extensions, i);
        const ASN1_OBJECT* object = X509_EXTENSION_get_object(extension);
        const int nid = OBJ_obj2nid(object);
        std::string oid = dotted(object);
        std::string name = nid == NID_undef ? oid : OBJ_nid2ln(nid);
        found.push_back({.oid = std::move(oid),
                         .name = std::move(name),
                         .critical = X509_EXTENSION_get_critical(extension) == 1,
                         .value = value_text(extension)});
    }
    return found;
}

std::vector<RawExtension> raw_extensions(const ExtensionList* extensions) {
    const int count = count_of(extensions);
    std::vector<RawExtension> found;
    for (int i = 0; i < count; ++i) {
        X509_EXTENSION* extension = X509v3_get_ext(extensions, i);
        const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(extension);
        const unsigned char* first = ASN1_STRING_get0_data(value);
        found.push_back({.oid = dotted(X509_EXTENSION_get_object(extension)),
                         .critical = X509_EXTENSION_get_critical(extension) == 1,
                         .der = Bytes{first, first + ASN1_STRING_length(value)}});
    }
    return found;
}

}  // namespace certwright::x509
