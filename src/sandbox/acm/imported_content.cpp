#include "sandbox/acm/imported_content.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "crypto/key_pair.hpp"
#include "sandbox/acm/content.hpp"
#include "sandbox/wire/service_error.hpp"
#include "x509/certificate.hpp"
#include "x509/chain.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

constexpr std::size_t longest_key = 5120;
constexpr std::size_t longest_ocsp_url = 1000;

[[noreturn]] void refuse_import(std::string message) {
    throw ServiceError{"ValidationException", std::move(message)};
}

/// What comes of copying from a screen, and is no PEM to ACM.
bool has_trailing_spaces(std::string_view pem) {
    return pem.find(" \n") != pem.npos || pem.find("\t\n") != pem.npos;
}

[[noreturn]] void refuse_pem(std::string_view field) {
    refuse_import(fmt::format("Unable to parse {}. Please ensure the {} is in PEM format.", field, field));
}

std::vector<Bytes> read_pem(std::string_view pem, std::string_view field) {
    if (has_trailing_spaces(pem)) refuse_pem(field);
    try {
        return x509::pem_to_ders(pem);
    } catch (const Error&) {
        refuse_pem(field);
    }
}

void check_dates(const x509::Certificate& leaf, Time now) {
    if (leaf.not_after <= now) refuse_import("The certificate has expired, is not valid.");
    if (leaf.not_before > now) refuse_import("The certificate is not in effect yet, is not valid.");
}

void check_key(const x509::Certificate& leaf, const std::string& pem) {
    if (pem.size() > longest_key) refuse_import("The private key is longer than 5120 bytes.");
    if (pem.find("ENCRYPTED") != pem.npos) {
        refuse_import("The private key is not supported. Provide a private key that is not encrypted.");
    }
    constexpr auto unsupported =
        "The private key is not supported. Provide an RSA or elliptic curve key in PEM format.";
    if (has_trailing_spaces(pem)) refuse_import(unsupported);
    try {
        const auto key = crypto::KeyPair::from_pem(pem);
        if (key.spki_sha256() != leaf.spki_sha256)
            refuse_import("The certificate and private key do not match.");
    } catch (const Error&) {
        refuse_import(unsupported);
    }
}

bool is_taken(const std::string& algorithm) {
    for (const auto* known :
         {"RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"}) {
        if (algorithm == known) return true;
    }
    return false;
}

/// Each certificate of the chain directly certifies the one before it.
void check_chain(const Bytes& leaf, const x509::Certificate& parsed, const std::vector<Bytes>& chain) {
    if (chain.empty()) {
        if (parsed.is_self_signed) return;
        refuse_import(
            "Provided certificate is not a valid self signed. Please provide either a valid self-signed "
            "certificate or "
            "certificate chain.");
    }
    for (std::size_t at = 0; at < chain.size(); ++at) {
        const bool ordered = at == 0 ? chain.front() != leaf : x509::is_issued_by(chain[at - 1], chain[at]);
        if (ordered) continue;
        refuse_import(fmt::format(
            "Unable to validate certificate chain. The certificate chain must start with the immediate "
            "signing certificate, followed by any intermediaries in order. The index within the chain "
            "of the invalid certificate is: {}",
            at));
    }
    if (!x509::is_issued_by(leaf, chain.front())) {
        refuse_import("Could not validate the certificate with the certificate chain.");
    }
}

/// RSA and curves that ACM does not take are told by their size.
void check_imported_algorithm(const x509::Certificate& leaf) {
    if (is_taken(leaf.key_algorithm)) return;
    refuse_import(fmt::format("The private key length {} is not supported for key algorithm {}",
                              leaf.key_bits, leaf.key_algorithm));
}

/// Names without a dot are taken too: the guide to Client VPN imports a certificate for "server".
bool may_be_host(std::string_view name) {
    constexpr std::string_view characters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*";
    return !name.empty() && name.find_first_not_of(characters) == name.npos;
}

std::vector<std::string> names_of(const x509::Certificate& leaf) {
    if (leaf.dns_names.empty() && leaf.ip_addresses.empty() && !may_be_host(leaf.common_name))
        refuse_import("The certificate has no domain name and no IP address.");
    std::vector<std::string> names;
    if (!leaf.common_name.empty()) names.push_back(leaf.common_name);
    const auto add = [&](const std::vector<std::string>& more) {
        for (const auto& name : more) {
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
    };
    add(leaf.dns_names);
    add(leaf.ip_addresses);
    return names;
}

bool lacks(const std::vector<std::string>& fresh, const std::vector<std::string>& old,
           std::string_view forgiven) {
    return std::any_of(old.begin(), old.end(), [&](const auto& usage) {
        return usage != forgiven && std::find(fresh.begin(), fresh.end(), usage) == fresh.end();
    });
}

/// Without regard to case (RFC 4343).
bool keeps_a_name(const std::vector<std::string>& old, const std::vector<std::string>& fresh) {
    return std::any_of(old.begin(), old.end(), [&](const auto& before) {
        return std::any_of(fresh.begin(), fresh.end(),
                           [&](const auto& after) { return ascii::lower(before) == ascii::lower(after); });
    });
}

}  // namespace

Imported read_import(const json::object& input, Time now) {
    const std::string pem{input.at("Certificate").as_string()};
    const auto ders = read_pem(pem, "certificate");
    if (ders.size() > 1) {
        refuse_import(
            "The certificate field contains more than one certificate. You can specify only one certificate "
            "in this "
            "field.");
    }
    x509::Certificate leaf;
    try {
        leaf = x509::parse_der(ders.front());
    } catch (const Error&) {
        refuse_pem("certificate");
    }
    if (leaf.version != 3) refuse_import("The certificate is not of X.509 version 3.");
    const std::string key{input.at("PrivateKey").as_string()};
    check_key(leaf, key);
    check_imported_algorithm(leaf);
    check_dates(leaf, now);
    if (leaf.issuer.empty()) refuse_import("The certificate has no issuer.");
    const std::string chain = json::text(input, "CertificateChain").value_or("");
    check_chain(ders.front(), leaf,
                chain.empty() ? std::vector<Bytes>{} : read_pem(chain, "certificate chain"));
    for (const auto& url : leaf.ocsp_urls) {
        if (url.size() > longest_ocsp_url)
            refuse_import("The OCSP URL of the certificate is longer than 1000 characters.");
    }
    auto names = names_of(leaf);
    Imported imported{.content = content_of(leaf, ders.front()),
                      .domain_name = names.front(),
                      .names = names,
                      .key_algorithm = leaf.key_algorithm};
    imported.content.chain = chain;
    imported.content.private_key_pem = key;
    return imported;
}

void check_reimport(const Certificate& old, const Imported& fresh) {
    if (old.type != "IMPORTED") {
        refuse_import(fmt::format("Certificate {} was not imported and cannot be imported over.", old.arn));
    }
    if (old.key_algorithm != fresh.key_algorithm) {
        refuse_import(
            "New certificate must have the same key type and size as the currently imported certificate");
    }
    if (!old.content) return;
    // Forgiven since 2025-10 and 2026-04: browsers and CAs gave these usages up.
    const bool elliptic = fresh.key_algorithm.starts_with("EC_");
    if (lacks(fresh.content.extended_key_usages, old.content->extended_key_usages,
              "TLS_WEB_CLIENT_AUTHENTICATION")) {
        refuse_import(
            "New certificate is missing one or more Extended Key Usages supported by the currently imported "
            "certificate");
    }
    if (lacks(fresh.content.key_usages, old.content->key_usages, elliptic ? "KEY_ENCIPHERMENT" : "")) {
        refuse_import(
            "New certificate is missing one or more Key Usages supported by the currently imported "
            "certificate");
    }
    if (!keeps_a_name(old.names, fresh.names))
        refuse_import(
            "New certificate must have at least one domain name of the currently imported certificate");
}

}  // namespace certwright::sandbox::acm
