#include "lifecycle/take_out.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "inventory/pems.hpp"
#include "x509/bundle/write_jks.hpp"
#include "x509/bundle/write_pem.hpp"
#include "x509/bundle/write_pkcs12.hpp"
#include "x509/bundle/write_pkcs7.hpp"
#include "x509/certificate.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace certwright::lifecycle {
namespace {

struct Form {
    ExportFormat format;
    std::string_view name, extension, content_type;
    bool holds_key, needs_password;
};

constexpr std::array<Form, 8> forms{{
    {ExportFormat::pem, "pem", ".pem", "application/x-pem-file", true, false},
    {ExportFormat::pem_chain, "pem_chain", ".chain.pem", "application/x-pem-file", false, false},
    {ExportFormat::pem_full, "pem_full", ".fullchain.pem", "application/x-pem-file", true, false},
    {ExportFormat::der, "der", ".cer", "application/pkix-cert", false, false},
    {ExportFormat::pkcs7, "pkcs7", ".p7b", "application/x-pkcs7-certificates", false, false},
    {ExportFormat::pkcs12, "pkcs12", ".p12", "application/x-pkcs12", true, true},
    {ExportFormat::pkcs12_legacy, "pkcs12_legacy", ".p12", "application/x-pkcs12", true, true},
    {ExportFormat::jks, "jks", ".jks", "application/x-java-keystore", true, true},
}};

const Form& form_of(ExportFormat format) {
    for (const Form& form : forms)
        if (form.format == format) return form;
    throw Error{Fault::internal, "unknown export format"};
}

void check_wish(const Form& form, const ExportWish& wish) {
    if (wish.with_key && !form.holds_key)
        throw Error{Fault::invalid, fmt::format("the format {} cannot hold a private key", form.name),
                    "take pem, pem_full, pkcs12 or jks"}
            .with_field("format", "cannot hold a private key");
    if (form.needs_password && wish.password.empty())
        throw Error{Fault::invalid, fmt::format("the format {} needs a password", form.name),
                    "give one that whoever opens the file will type"}
            .with_field("password", "is needed for this format");
}

Bytes certificate_der(store::Connection& connection, const std::string& fingerprint) {
    const auto pem = inventory::find_pem(connection, fingerprint);
    if (!pem) throw Error{Fault::internal, "a certificate of the repository has lost its text"};
    return x509::pem_to_ders(*pem).front();
}

x509::Content content_of(store::Connection& connection, const Certificate& certificate,
                         const Version& version) {
    x509::Content content;
    content.leaf = certificate_der(connection, version.facts.fingerprint_sha256);
    for (const std::string& issuer : version.issuers)
        content.issuers.push_back(certificate_der(connection, issuer));
    content.alias = certificate.settings.name;
    return content;
}

Secret secret_of(const Bytes& bytes) {
    return Secret{std::string{as_text(bytes)}};
}

/// The key, encrypted when there is a password, in front of the certificates.
Secret pem_with_key(const x509::Content& content, x509::ChainExtent extent, const Secret& password) {
    if (password.empty()) return x509::write_pem_with_key(content, extent);
    return Secret{content.key->to_encrypted_pem(password) + x509::write_pem(content, extent)};
}

Secret pem_of(const x509::Content& content, x509::ChainExtent extent, const Secret& password) {
    return content.key ? pem_with_key(content, extent, password) : Secret{x509::write_pem(content, extent)};
}

Secret write(const x509::Content& content, const ExportWish& wish, Time now) {
    switch (wish.format) {
        case ExportFormat::pem:
            return pem_of(content, x509::ChainExtent::leaf_only, wish.password);
        case ExportFormat::pem_chain:
            return pem_of(content, x509::ChainExtent::issuers_only, wish.password);
        case ExportFormat::pem_full:
            return pem_of(content, x509::ChainExtent::without_root, wish.password);
        case ExportFormat::der:
            return secret_of(content.leaf);
        case ExportFormat::pkcs7:
            return secret_of(x509::write_pkcs7(content));
        case ExportFormat::pkcs12:
            return secret_of(x509::write_pkcs12(content, wish.password, x509::Pkcs12Form::modern));
        case ExportFormat::pkcs12_legacy:
            return secret_of(x509::write_pkcs12(content, wish.password, x509::Pkcs12Form::legacy));
        case ExportFormat::jks:
            return secret_of(x509::write_jks(content, wish.password, now));
    }
    throw Error{Fault::internal, "unknown export format"};
}

}  // namespace

std::string_view to_string(ExportFormat format) {
    return form_of(format).name;
}

ExportFormat parse_export_format(std::string_view text) {
    std::string names;
    for (const Form& form : forms) {
        if (form.name == text) return form.format;
        names += fmt::format("{}{}", names.empty() ? "" : ", ", form.name);
    }
    throw Error{Fault::invalid, fmt::format("there is no export format {}", in_quotes(text)),
                "take one of " + names}
        .with_field("format", "must be one of " + names);
}

std::string file_name(const std::string& name, std::string_view extension) {
    std::string safe;
    for (const char c : name) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                              c == '.' || c == '-' || c == '_';
        safe += is_plain ? c : '_';
    }
    return safe + std::string{extension};
}

ExportedFile take_out(store::Connection& connection, const PrivateKeys& keys, const Certificate& certificate,
                      const Version& version, const ExportWish& wish, Time now) {
    const Form& form = form_of(wish.format);
    check_wish(form, wish);
    x509::Content content = content_of(connection, certificate, version);
    std::optional<crypto::KeyPair> key;
    if (wish.with_key) content.key = &key.emplace(keys.open(connection, version.facts.spki_sha256));
    return {write(content, wish, now), file_name(certificate.settings.name, form.extension),
            std::string{form.content_type}};
}

}  // namespace certwright::lifecycle
