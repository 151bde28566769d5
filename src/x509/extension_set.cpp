#include "x509/extension_set.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "crypto/failure.hpp"
#include "x509/native.hpp"
#include "x509/object_id.hpp"
#include "x509/usages.hpp"

#include <fmt/format.h>
#include <openssl/x509v3.h>

namespace certwright::x509 {
namespace {

[[noreturn]] void refuse_repetition(const std::string& oid) {
    throw Error{Fault::invalid, fmt::format("cannot write the extension {} twice", oid),
                "leave out either the field or the raw extension"};
}

Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> octets_of(BytesView bytes) {
    Handle<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> octets{ASN1_OCTET_STRING_new()};
    crypto::require(
        octets && ASN1_OCTET_STRING_set(octets.get(), bytes.data(), static_cast<int>(bytes.size())) == 1,
        "make an octet string");
    return octets;
}

}  // namespace

void ExtensionSet::Release::operator()(ExtensionList* list) const noexcept {
    sk_X509_EXTENSION_pop_free(list, X509_EXTENSION_free);
}

void ExtensionSet::add(int nid, void* structure, bool critical) {
    if (X509v3_get_ext_by_NID(list_.get(), nid, -1) >= 0) refuse_repetition(dotted(OBJ_nid2obj(nid)));
    ExtensionList* list = list_.release();
    const int added = X509V3_add1_i2d(&list, nid, structure, critical ? 1 : 0, X509V3_ADD_APPEND);
    list_.reset(list);
    crypto::require(added == 1, "write an extension");
}

void ExtensionSet::add_names(const std::vector<AlternativeName>& names, bool critical) {
    if (names.empty()) return;
    add(NID_subject_alt_name, general_names(names).get(), critical);
}

void ExtensionSet::add_key_usages(const std::vector<std::string>& usages) {
    if (usages.empty()) return;
    const Handle<ASN1_BIT_STRING, ASN1_BIT_STRING_free> bits{ASN1_BIT_STRING_new()};
    for (const std::string& usage : usages)
        crypto::require(bits && ASN1_BIT_STRING_set_bit(bits.get(), key_usage_bit(usage), 1) == 1,
                        "write key usages");
    add(NID_key_usage, bits.get(), /*critical=*/true);
}

void ExtensionSet::add_extended_key_usages(const std::vector<std::string>& purposes) {
    if (purposes.empty()) return;
    const Handle<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free> native{EXTENDED_KEY_USAGE_new()};
    for (const std::string& purpose : purposes) {
        ObjectId object = parse_purpose(purpose);
        crypto::require(native && sk_ASN1_OBJECT_push(native.get(), object.get()) > 0, "list purposes");
        (void)object.release();  // the list owns it
    }
    add(NID_ext_key_usage, native.get(), /*critical=*/false);
}

void ExtensionSet::add_basic_constraints(const std::optional<BasicConstraints>& constraints) {
    if (!constraints) return;
    const auto& length = constraints->path_length;
    if (length && (!constraints->is_ca || *length < 0))
        throw Error{Fault::invalid, fmt::format("cannot write a path length of {}", *length),
                    "it is 0 or more, and of certificate authorities only"};
    const Handle<BASIC_CONSTRAINTS, BASIC_CONSTRAINTS_free> native{BASIC_CONSTRAINTS_new()};
    crypto::require(native != nullptr, "write basic constraints");
    native->ca = constraints->is_ca ? 0xff : 0;
    if (length) {
        native->pathlen = ASN1_INTEGER_new();
        crypto::require(native->pathlen && ASN1_INTEGER_set_int64(native->pathlen, *length) == 1,
                        "write a path length");
    }
    add(NID_basic_constraints, native.get(), /*critical=*/true);
}

void ExtensionSet::add_subject_key_id(BytesView id) {
    add(NID_subject_key_identifier, octets_of(id).get(), /*critical=*/false);
}

void ExtensionSet::add_authority_key_id(BytesView id) {
    const Handle<AUTHORITY_KEYID, AUTHORITY_KEYID_free> native{AUTHORITY_KEYID_new()};
    crypto::require(native != nullptr, "write a key identifier");
    native->keyid = octets_of(id).release();
    add(NID_authority_key_identifier, native.get(), /*critical=*/false);
}

void ExtensionSet::add_crl_number(std::uint64_t number) {
    const Handle<ASN1_INTEGER, ASN1_INTEGER_free> native{ASN1_INTEGER_new()};
    crypto::require(native && ASN1_INTEGER_set_uint64(native.get(), number) == 1, "write a number");
    add(NID_crl_number, native.get(), /*critical=*/false);
}

void ExtensionSet::add_raw(const std::vector<RawExtension>& extensions) {
    for (const RawExtension& extension : extensions) {
        const ObjectId oid = parse_oid(extension.oid);
        if (X509v3_get_ext_by_OBJ(list_.get(), oid.get(), -1) >= 0) refuse_repetition(extension.oid);
        if (extension.der.size() > max_der_size)
            throw Error{Fault::invalid, fmt::format("cannot write an extension of {} bytes: the limit is {}",
                                                    extension.der.size(), max_der_size)};
        const Handle<X509_EXTENSION, X509_EXTENSION_free> native{X509_EXTENSION_create_by_OBJ(
            nullptr, oid.get(), extension.critical ? 1 : 0, octets_of(extension.der).get())};
        ExtensionList* list = list_.release();
        const bool added = native && X509v3_add_ext(&list, native.get(), -1);
        list_.reset(list);
        crypto::require(added, "write an extension");
    }
}

}  // namespace certwright::x509
