#include "sandbox/use/bindable_certificate.hpp"

#include "sandbox/world/account.hpp"
#include "sandbox/world/arn.hpp"
#include "x509/certificate.hpp"

namespace certwright::sandbox {
namespace {

BindableCertificate of_acm(const acm::Certificate& certificate) {
    BindableCertificate found{.arn = certificate.arn,
                              .region = certificate.region,
                              .is_issued = certificate.status == "ISSUED" && certificate.content.has_value(),
                              .key_algorithm = certificate.key_algorithm,
                              .names = certificate.names,
                              .serial = "",
                              .not_after = {}};
    if (certificate.content) {
        found.serial = certificate.content->serial;
        found.not_after = certificate.content->not_after;
    }
    return found;
}

BindableCertificate of_iam(const iam::ServerCertificate& certificate) {
    const auto leaf = x509::parse_der(x509::pem_to_ders(certificate.body).front());
    BindableCertificate found{.arn = certificate.arn,
                              .region = "",
                              .is_issued = true,
                              .key_algorithm = leaf.key_algorithm,
                              .names = leaf.dns_names,
                              .serial = leaf.serial,
                              .not_after = leaf.not_after};
    if (found.names.empty() && !leaf.common_name.empty()) found.names.push_back(leaf.common_name);
    return found;
}

std::optional<BindableCertificate> find_in_acm(const Account& account, const Arn& arn,
                                               std::string_view text) {
    const auto region = account.regions.find(arn.region);
    if (region == account.regions.end()) return std::nullopt;
    const auto found = region->second.acm.certificates.find(text);
    if (found == region->second.acm.certificates.end() || found->second.deleted_at) return std::nullopt;
    return of_acm(found->second);
}

}  // namespace

std::optional<BindableCertificate> find_bindable(const Account& account, std::string_view text) {
    const auto arn = Arn::parse(text);
    if (!arn) return std::nullopt;
    if (arn->service == "acm") return find_in_acm(account, *arn, text);
    for (const auto& [key, certificate] : account.iam.server_certificates) {
        if (certificate.arn == text) return of_iam(certificate);
    }
    return std::nullopt;
}

std::optional<BindableCertificate> find_bindable_by_id(const Account& account, std::string_view id) {
    for (const auto& [key, certificate] : account.iam.server_certificates) {
        if (certificate.id == id) return of_iam(certificate);
    }
    return std::nullopt;
}

}  // namespace certwright::sandbox
