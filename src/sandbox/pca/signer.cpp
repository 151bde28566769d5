#include "sandbox/pca/signer.hpp"

#include "crypto/key_pair.hpp"
#include "sandbox/pca/api_extensions.hpp"
#include "sandbox/pca/crl.hpp"
#include "sandbox/pca/validity.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"
#include "x509/authority_limits.hpp"
#include "x509/certificate.hpp"
#include "x509/issuer.hpp"
#include "x509/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::pca {
namespace {

[[noreturn]] void refuse_order(std::string code, std::string message) {
    throw ServiceError{std::move(code), std::move(message)};
}

/// A root signs its own certificate before it is active.
void check_state(const Authority& authority, const TemplateRules& rules) {
    const bool own =
        rules.is_root && (authority.status == "PENDING_CERTIFICATE" || authority.status == "EXPIRED");
    if (authority.status == "ACTIVE" || own) return;
    refuse_order("InvalidStateException",
                 "The certificate authority is not in a valid state for issuing certificates");
}

void check_root(const Authority& authority, const SigningOrder& order) {
    if (!order.rules.is_root) return;
    if (!authority.is_root())
        refuse_order("InvalidArgsException", "A root CA certificate can be issued by a root CA only.");
    if (crypto::KeyPair::from_pem(authority.private_key_pem).public_key_der() != order.public_key) {
        refuse_order("MalformedCSRException",
                     "The certificate signing request is not that of the certificate authority.");
    }
}

/// An authority below it has a shorter path (RFC 5280 section 4.2.1.9).
void check_path_length(const Authority& authority, const TemplateRules& rules) {
    if (!rules.is_ca || rules.is_root) return;
    const auto own = x509::basic_constraints_of(x509::pem_to_ders(authority.certificate_pem).front())
                         .value_or(x509::BasicConstraints{});
    if (own.path_length && *rules.path_length >= *own.path_length) {
        refuse_order("InvalidArgsException",
                     fmt::format("The path length {} is not less than that of the certificate authority, {}.",
                                 *rules.path_length, *own.path_length));
    }
}

void check_validity(const Authority& authority, const SigningOrder& order, Time now) {
    const auto& [from, until] = std::pair{order.described.not_before, order.described.not_after};
    if (until <= now || until <= from) {
        refuse_order("ValidationException", "The certificate validity specified is in the past");
    }
    if (order.rules.is_root) return;
    if (until > *authority.not_after) {
        refuse_order("ValidationException",
                     "The certificate validity specified exceeds the certificate authority validity");
    }
    if (authority.is_short_lived() && !order.rules.is_ca && until > now + short_life) {
        refuse_order("ValidationException",
                     "The certificate validity specified exceeds the seven days of certificates of a "
                     "certificate authority in short-lived certificate mode");
    }
}

void check_family(const Authority& authority, const SigningOrder& order) {
    if (key_family(authority.key_algorithm) == order.algorithm.family) return;
    refuse_order(
        "InvalidArgsException",
        fmt::format("The signing algorithm is not of the family of the certificate authority's key, {}.",
                    authority.key_algorithm));
}

void check_count(const World& world, const Authority& authority) {
    if (authority.issued.size() < world.settings.certificates_per_authority) return;
    refuse_order("LimitExceededException",
                 fmt::format("The certificate authority has issued {} certificates, which is its limit.",
                             authority.issued.size()));
}

/// 16 octets, as Private CA has; the highest bits make it positive and keep its length.
std::string new_serial() {
    const std::string digits = random_text(1, "1234567") + random_text(31, "0123456789abcdef");
    std::string serial;
    for (std::size_t at = 0; at < digits.size(); at += 2)
        serial += (serial.empty() ? "" : ":") + digits.substr(at, 2);
    return serial;
}

/// Where the authority's list is comes from its configuration, whatever the request says.
void add_locations(x509::CertificateTemplate& described, const Authority& authority, const World& world) {
    if (const auto& settings = authority.ocsp_settings; settings.enabled && !settings.custom_cname.empty())
        described.ocsp_urls = {"http://" + settings.custom_cname};
    const std::string url = crl_url(authority, world.service_url);
    if (url.empty()) return;
    std::erase_if(described.extensions,
                  [](const auto& extension) { return extension.oid == oid::crl_locations; });
    described.crl_urls = {url};
}

Bytes signed_by(const Authority& authority, const SigningOrder& order) {
    const auto key = crypto::KeyPair::from_pem(authority.private_key_pem);
    if (order.rules.is_root) return x509::self_sign(order.described, key, order.algorithm.hash);
    const auto own = x509::pem_to_ders(authority.certificate_pem).front();
    return x509::sign_certificate(order.described, order.public_key,
                                  {.certificate = own, .key = key, .hash = order.algorithm.hash});
}

bool keeps_constraints(BytesView made, const Authority& authority) {
    const auto above = x509::pem_to_ders(chain_above(authority));
    return std::all_of(above.begin(), above.end(),
                       [&](const auto& each) { return x509::keeps_name_constraints(made, each); });
}

}  // namespace

const IssuedCertificate& sign(World& world, Authority& authority, SigningOrder order, Time now) {
    check_state(authority, order.rules);
    check_family(authority, order);
    check_root(authority, order);
    check_path_length(authority, order.rules);
    check_validity(authority, order, now);
    check_count(world, authority);
    order.described.serial = new_serial();
    if (!order.rules.is_root) add_locations(order.described, authority, world);
    const Bytes der = signed_by(authority, order);
    IssuedCertificate made{.serial = *order.described.serial,
                           .pem = x509::der_to_pem(der),
                           .failure = "",
                           .subject = x509::parse_der(der).subject,
                           .issued_at = now,
                           .ready_at = now + world.settings.private_issuance_delay,
                           .not_before = order.described.not_before,
                           .not_after = order.described.not_after,
                           .revoked_at = std::nullopt,
                           .revocation_reason = "",
                           .acm_arn = std::move(order.acm_arn)};
    if (!order.rules.is_root && !keeps_constraints(der, authority)) {
        made.pem.clear();
        made.failure =
            "The names of the certificate violate the name constraints of the certificate authority.";
    }
    const std::string serial = made.serial;
    return authority.issued.insert_or_assign(serial, std::move(made)).first->second;
}

std::string chain_above(const Authority& authority) {
    return authority.certificate_pem + authority.chain_pem;
}

}  // namespace certwright::sandbox::pca
