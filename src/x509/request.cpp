#include "x509/request.hpp"

#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/pem.hpp"
#include "base/utf8.hpp"
#include "crypto/der.hpp"
#include "crypto/key_limits.hpp"
#include "x509/extension_set.hpp"
#include "x509/names.hpp"
#include "x509/native.hpp"
#include "x509/pem_or_der.hpp"
#include "x509/public_key.hpp"

#include <fmt/format.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace certwright::x509 {
namespace {

using NativeRequest = Handle<X509_REQ, X509_REQ_free>;

constexpr std::array<std::string_view, 2> request_labels{"CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"};
constexpr crypto::DerKind request_kind{.name = "a certificate signing request",
                                       .hint = "give one PKCS#10 request in PEM or DER",
                                       .max_size = max_der_size};

struct ExtensionListRelease {
    void operator()(ExtensionList* list) const noexcept {
        sk_X509_EXTENSION_pop_free(list, X509_EXTENSION_free);
    }
};

ExtensionSet extensions_of(const RequestTemplate& described) {
    ExtensionSet set;
    set.add_basic_constraints(described.basic_constraints);
    set.add_key_usages(described.key_usages);
    set.add_extended_key_usages(described.extended_key_usages);
    set.add_names(described.names, /*critical=*/described.subject.empty());
    set.add_raw(described.extensions);
    return set;
}

std::string signature_algorithm(const X509_REQ* request) {
    const X509_ALGOR* algorithm = nullptr;
    X509_REQ_get0_signature(request, nullptr, &algorithm);
    return signature_name(algorithm);
}

/// What alternative_names() had to escape is nobody's name.
void check_names(const std::vector<AlternativeName>& names) {
    for (const AlternativeName& name : names)
        if (name.value.find('\\') != std::string::npos)
            throw Error{Fault::invalid,
                        fmt::format("cannot read {}: it names {}", request_kind.name, in_quotes(name.value))};
}

}  // namespace

Bytes make_request(const RequestTemplate& described, const crypto::KeyPair& key, SignatureHash hash) {
    const NativeRequest request{X509_REQ_new()};
    const NativeName subject = native_name(described.subject);
    crypto::require(request && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                        X509_REQ_set_subject_name(request.get(), subject.get()) == 1 &&
                        X509_REQ_set_pubkey(request.get(), key.native()) == 1,
                    "make a request");
    const ExtensionSet extensions = extensions_of(described);
    if (extensions.native())
        crypto::require(X509_REQ_add_extensions(request.get(), extensions.native()) == 1, "write extensions");
    crypto::require(X509_REQ_sign(request.get(), key.native(), signature_digest(key, hash)) > 0,
                    "sign a request");
    return crypto::encode_der<i2d_X509_REQ>(request.get());
}

Request parse_request(BytesView input) {
    const auto native = crypto::decode_der<NativeRequest, d2i_X509_REQ>(
        pem_or_der(input, request_labels, request_kind), request_kind);
    const crypto::QuietErrors quiet;
    X509_REQ* request = native.get();
    Request read;
    read.subject = distinguished_name(X509_REQ_get_subject_name(request));
    read.subject_parts = name_parts(X509_REQ_get_subject_name(request));
    read.signature_algorithm = signature_algorithm(request);

    const X509_PUBKEY* info = X509_REQ_get_X509_PUBKEY(request);
    auto key = public_key(info);
    read.public_key = crypto::encode_der<i2d_X509_PUBKEY>(info);
    read.spki_sha256 = std::move(key.spki_sha256);
    read.key_algorithm = std::move(key.algorithm);
    read.key_bits = key.bits;
    EVP_PKEY* native_key = X509_REQ_get0_pubkey(request);
    if (native_key) check_public_key_size(native_key);
    read.signature_valid = native_key && X509_REQ_verify(request, native_key) == 1;

    const std::unique_ptr<ExtensionList, ExtensionListRelease> extensions{X509_REQ_get_extensions(request)};
    read.names = subject_alternative_names(extensions.get());
    read.has_other_names = has_other_names(extensions.get());
    check_names(read.names);
    read.key_usages = key_usages(extensions.get());
    read.extended_key_usages = extended_key_usages(extensions.get());
    read.basic_constraints = basic_constraints(extensions.get());
    read.extensions = all_extensions(extensions.get());
    read.raw_extensions = raw_extensions(extensions.get());
    return read;
}

std::string request_to_pem(BytesView der) {
    return to_pem(request_labels.front(), der);
}

}  // namespace certwright::x509
