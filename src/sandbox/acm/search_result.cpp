#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/search_filter.hpp"

#include <optional>

namespace certwright::sandbox::acm {
namespace {

/// The attributes that SearchCertificates takes apart, of a name as RFC 4514 writes it.
json::object distinguished_name(const std::string& subject) {
    static constexpr std::pair<std::string_view, std::string_view> members[] = {
        {"CN", "CommonName"},
        {"C", "Country"},
        {"L", "Locality"},
        {"O", "Organization"},
        {"OU", "OrganizationalUnit"},
        {"ST", "State"},
        {"serialNumber", "SerialNumber"}};
    json::object out;
    std::size_t from = 0;
    while (from < subject.size()) {
        std::size_t end = from;
        while (end < subject.size() && subject[end] != ',') end += subject[end] == '\\' ? 2 : 1;
        const std::string part = subject.substr(from, end - from);
        const auto equals = part.find('=');
        for (const auto& [type, member] : members) {
            if (equals != part.npos && part.substr(0, equals) == type) out[member] = part.substr(equals + 1);
        }
        from = end + 1;
    }
    return out;
}

json::object x509_of(const Certificate& certificate) {
    json::array names;
    for (const auto& name : certificate.names) names.push_back(json::object{{"DnsName", name}});
    json::object x509{{"Subject", json::object{{"CommonName", certificate.domain_name}}},
                      {"SubjectAlternativeNames", std::move(names)},
                      {"KeyAlgorithm", certificate.key_algorithm}};
    if (!certificate.content) return x509;
    const Content& content = *certificate.content;
    x509["Subject"] = distinguished_name(content.subject);
    x509["Issuer"] = json::object{{"CommonName", content.issuer}};
    x509["SerialNumber"] = content.serial;
    x509["KeyUsages"] = json::from_texts(content.key_usages);
    x509["ExtendedKeyUsages"] = json::from_texts(content.extended_key_usages);
    x509["NotBefore"] = seconds(content.not_before);
    x509["NotAfter"] = seconds(content.not_after);
    return x509;
}

}  // namespace

json::object search_result_of(const Certificate& certificate, Time) {
    json::object metadata{
        {"CreatedAt", seconds(certificate.created_at)},
        {"InUse", certificate.in_use()},
        {"Status", certificate.status},
        {"Type", certificate.type},
        {"ExportOption", certificate.exportable ? "ENABLED" : "DISABLED"},
        {"RenewalEligibility", is_renewal_eligible(certificate) ? "ELIGIBLE" : "INELIGIBLE"},
        {"CertificateKeyPairOrigin", certificate.type == "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED"}};
    if (certificate.type != "IMPORTED") {
        metadata["Exported"] = certificate.exported_at.has_value();
        put_time(metadata, "IssuedAt", certificate.issued_at);
    }
    put_time(metadata, "ImportedAt", certificate.imported_at);
    put_time(metadata, "RevokedAt", certificate.revoked_at);
    if (!certificate.managed_by.empty()) metadata["ManagedBy"] = certificate.managed_by;
    if (certificate.renewal) metadata["RenewalStatus"] = certificate.renewal->status;
    if (!certificate.validation_method().empty())
        metadata["ValidationMethod"] = certificate.validation_method();
    return {{"CertificateArn", certificate.arn},
            {"X509Attributes", x509_of(certificate)},
            {"CertificateMetadata", json::object{{"AcmCertificateMetadata", std::move(metadata)}}}};
}

}  // namespace certwright::sandbox::acm
