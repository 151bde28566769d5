#include "sandbox/acm/private_issuance.hpp"

#include "crypto/key_pair.hpp"
#include "sandbox/acm/content.hpp"
#include "sandbox/pca/access.hpp"
#include "sandbox/pca/permission_lookup.hpp"
#include "sandbox/pca/signer.hpp"
#include "sandbox/pca/validity.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/arn.hpp"
#include "sandbox/world/world.hpp"
#include "x509/certificate.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::acm {
namespace {

Issued refused_by(std::string reason) {
    return {.content = std::nullopt, .failure_reason = std::move(reason)};
}

bool is_authority_arn(const Certificate& certificate) {
    const auto arn = Arn::parse(certificate.authority_arn);
    return arn && arn->service == "acm-pca" && arn->region == certificate.region &&
           arn->resource.starts_with("certificate-authority/");
}

/// How ACM appears to a resource-based policy: the service-linked role of the certificate's account.
Principal service_role(const Certificate& certificate) {
    Principal principal;
    principal.account_id = certificate.account_id;
    principal.arn = fmt::format(
        "arn:{}:iam::{}:role/aws-service-role/acm.amazonaws.com/AWSServiceRoleForCertificateManager",
        Arn::parse(certificate.arn)->partition, certificate.account_id);
    return principal;
}

bool lets_acm_sign(const pca::Authority& authority, const Certificate& certificate) {
    if (authority.account_id != certificate.account_id) {
        const auto partition = Arn::parse(authority.arn)->partition;
        return pca::is_allowed(
            authority, service_role(certificate),
            pca::access_to(authority, "IssueCertificate", pca::default_template(partition)));
    }
    // The first one is asked for with the rights of the caller.
    if (!certificate.content) return true;
    return pca::is_permitted(authority, "IssueCertificate") && pca::is_permitted(authority, "GetCertificate");
}

x509::CertificateTemplate described(const Certificate& certificate, const pca::TemplateRules& rules,
                                    Time now) {
    x509::CertificateTemplate wanted{};
    wanted.subject = {{"CN", certificate.domain_name}};
    for (const auto& name : certificate.names)
        wanted.names.push_back({x509::AlternativeName::Kind::dns, name});
    const Time from = std::chrono::floor<std::chrono::seconds>(now);
    wanted.not_before = from - pca::head_start;
    wanted.not_after = from + private_validity;
    wanted.key_usages = rules.key_usages;
    wanted.extended_key_usages = rules.purposes;
    wanted.basic_constraints = x509::BasicConstraints{false, std::nullopt};
    return wanted;
}

/// The reason by which ACM names what Private CA refused.
std::string reason_of(const ServiceError& refused) {
    static constexpr std::pair<std::string_view, std::string_view> reasons[] = {
        {"InvalidStateException", "PCA_INVALID_STATE"},  {"InvalidArgsException", "PCA_INVALID_ARGS"},
        {"ValidationException", "PCA_INVALID_DURATION"}, {"LimitExceededException", "PCA_LIMIT_EXCEEDED"},
        {"AccessDeniedException", "PCA_ACCESS_DENIED"},
    };
    for (const auto& [code, reason] : reasons) {
        if (refused.code() == code) return std::string{reason};
    }
    return "PCA_REQUEST_FAILED";
}

Issued signed_content(World& world, const Certificate& certificate, const crypto::KeyPair& key, Time now) {
    auto* authority = pca::find_by_arn(world, certificate.authority_arn);
    if (authority == nullptr) return refused_by("PCA_RESOURCE_NOT_FOUND");
    if (!lets_acm_sign(*authority, certificate)) return refused_by("PCA_ACCESS_DENIED");
    if (pca::key_family(certificate.key_algorithm) != pca::key_family(authority->key_algorithm))
        return refused_by("PCA_INVALID_ARGS");
    const auto partition = Arn::parse(authority->arn)->partition;
    pca::SigningOrder order;
    order.rules = *pca::find_template(pca::default_template(partition), partition);
    order.described = described(certificate, order.rules, now);
    order.public_key = key.public_key_der();
    order.algorithm = *pca::find_signing_algorithm(authority->signing_algorithm);
    order.acm_arn = certificate.arn;
    const auto& made = pca::sign(world, *authority, std::move(order), now);
    if (!made.failure.empty()) return refused_by("PCA_NAME_CONSTRAINTS_VALIDATION");
    const auto der = x509::pem_to_ders(made.pem).front();
    Content content = content_of(x509::parse_der(der), der);
    content.chain = pca::chain_above(*authority);
    content.private_key_pem = key.to_pkcs8_pem().reveal();
    return {.content = std::move(content), .failure_reason = ""};
}

}  // namespace

Issued private_content(World& world, const Certificate& certificate, Time now) {
    if (!is_authority_arn(certificate)) return refused_by("PCA_INVALID_ARN");
    const auto key = world.keys.make(crypto::parse_key_algorithm(certificate.key_algorithm));
    return world.locked([&] {
        try {
            return signed_content(world, certificate, *key, now);
        } catch (const ServiceError& refused) {
            return refused_by(reason_of(refused));
        }
    });
}

bool may_ask_authority(const Call& call, const std::string& authority_arn) {
    if (!call.principal.policy) return true;
    AccessRequest request{.action = "acm-pca:IssueCertificate",
                          .resource = authority_arn,
                          .context = {{"aws:RequestedRegion", call.region},
                                      {"acm-pca:TemplateArn", pca::default_template(call.account.partition)}},
                          .called = ""};
    return call.principal.policy->decide(request) == Verdict::allowed;
}

}  // namespace certwright::sandbox::acm
