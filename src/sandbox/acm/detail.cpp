#include "sandbox/acm/detail.hpp"

#include "base/json.hpp"
#include "sandbox/acm/lookup.hpp"

#include <array>
#include <utility>

namespace certwright::sandbox::acm {
namespace {

constexpr std::size_t most_names_in_a_row = 100;

/// RFC 5280 section 4.2.1.12 and Microsoft's, by ACM's names.
constexpr std::array extended_usage_oids{
    std::pair{"TLS_WEB_SERVER_AUTHENTICATION", "1.3.6.1.5.5.7.3.1"},
    std::pair{"TLS_WEB_CLIENT_AUTHENTICATION", "1.3.6.1.5.5.7.3.2"},
    std::pair{"CODE_SIGNING", "1.3.6.1.5.5.7.3.3"},
    std::pair{"EMAIL_PROTECTION", "1.3.6.1.5.5.7.3.4"},
    std::pair{"IPSEC_END_SYSTEM", "1.3.6.1.5.5.7.3.5"},
    std::pair{"IPSEC_TUNNEL", "1.3.6.1.5.5.7.3.6"},
    std::pair{"IPSEC_USER", "1.3.6.1.5.5.7.3.7"},
    std::pair{"TIME_STAMPING", "1.3.6.1.5.5.7.3.8"},
    std::pair{"OCSP_SIGNING", "1.3.6.1.5.5.7.3.9"},
    std::pair{"ANY", "2.5.29.37.0"},
};

json::array extended_usages(const std::vector<std::string>& names) {
    json::array out;
    for (const auto& name : names) {
        json::object usage{{"Name", name}};
        for (const auto& [known, oid] : extended_usage_oids) {
            if (name == known) usage["OID"] = oid;
        }
        out.push_back(std::move(usage));
    }
    return out;
}

json::array named(const std::vector<std::string>& usages) {
    json::array out;
    for (const auto& usage : usages) out.push_back(json::object{{"Name", usage}});
    return out;
}

json::array texts(const std::vector<std::string>& values, std::size_t most = static_cast<std::size_t>(-1)) {
    json::array out;
    for (const auto& value : values) {
        if (out.size() == most) break;
        out.push_back(json::value(value));
    }
    return out;
}

void put_text(json::object& into, std::string_view name, const std::string& text) {
    if (!text.empty()) into[name] = text;
}

json::object options_of(const Certificate& certificate) {
    json::object options{{"CertificateTransparencyLoggingPreference", certificate.transparency},
                         {"Export", certificate.exportable ? "ENABLED" : "DISABLED"}};
    put_text(options, "ValidationMethod", certificate.is_public() ? certificate.validation_method() : "");
    return options;
}

void put_content(json::object& detail, const Certificate& certificate) {
    if (!certificate.content) {
        // What a request will become is shown before anything was issued.
        detail["Subject"] = "CN=" + certificate.domain_name;
        if (certificate.is_public()) detail["Issuer"] = "Amazon";
        detail["SignatureAlgorithm"] = "SHA256WITHRSA";
        detail["KeyUsages"] = json::array{};
        detail["ExtendedKeyUsages"] = json::array{};
        return;
    }
    const Content& content = *certificate.content;
    detail["Serial"] = content.serial;
    detail["Subject"] = content.subject;
    detail["Issuer"] = content.issuer;
    detail["SignatureAlgorithm"] = content.signature_algorithm;
    detail["KeyUsages"] = named(content.key_usages);
    detail["ExtendedKeyUsages"] = extended_usages(content.extended_key_usages);
    detail["NotBefore"] = seconds(content.not_before);
    detail["NotAfter"] = seconds(content.not_after);
}

json::object renewal_of(const Renewal& renewal) {
    json::object summary{{"RenewalStatus", renewal.status},
                         {"DomainValidationOptions", validations_of(renewal.validations)},
                         {"UpdatedAt", seconds(renewal.updated_at)}};
    put_text(summary, "RenewalStatusReason", renewal.reason);
    return summary;
}

json::object update_of(const MethodUpdate& update) {
    return {{"Status", update.status},
            {"Type", "DOMAIN_VALIDATION_METHOD"},
            {"DomainValidationMethodUpdateSummary", json::object{{"From", "EMAIL"}, {"To", "DNS"}}},
            {"RequestedAt", seconds(update.requested_at)},
            {"UpdatedAt", seconds(update.updated_at)}};
}

std::string eligibility(const Certificate& certificate) {
    return is_renewal_eligible(certificate) ? "ELIGIBLE" : "INELIGIBLE";
}

void put_life(json::object& into, const Certificate& certificate) {
    into["CreatedAt"] = seconds(certificate.created_at);
    if (certificate.type != "IMPORTED") put_time(into, "IssuedAt", certificate.issued_at);
    put_time(into, "ImportedAt", certificate.imported_at);
    put_time(into, "RevokedAt", certificate.revoked_at);
    into["Status"] = certificate.status;
    into["Type"] = certificate.type;
    into["RenewalEligibility"] = eligibility(certificate);
    into["CertificateKeyPairOrigin"] = certificate.type == "IMPORTED" ? "CUSTOMER_PROVIDED" : "AWS_MANAGED";
    put_text(into, "ManagedBy", certificate.managed_by);
}

}  // namespace

void put_time(json::object& into, std::string_view name, const std::optional<Time>& time) {
    if (time) into[name] = seconds(*time);
}

bool is_renewal_eligible(const Certificate& certificate) {
    if (certificate.status != "ISSUED" || certificate.type == "IMPORTED") return false;
    return certificate.in_use() || certificate.exported_since_renewal;
}

json::array validations_of(const std::vector<DomainValidation>& validations) {
    json::array out;
    for (const auto& validation : validations) {
        json::object one{{"DomainName", validation.domain}};
        if (validation.method.empty()) {
            out.push_back(std::move(one));
            continue;
        }
        one["ValidationDomain"] = validation.validation_domain;
        one["ValidationStatus"] = validation.status;
        one["ValidationMethod"] = validation.method;
        if (validation.method == "EMAIL") one["ValidationEmails"] = texts(validation.emails);
        if (!validation.record_name.empty()) {
            one["ResourceRecord"] = json::object{
                {"Name", validation.record_name}, {"Type", "CNAME"}, {"Value", validation.record_value}};
        }
        out.push_back(std::move(one));
    }
    return out;
}

json::object detail_of(const Certificate& certificate, Time) {
    json::object detail{{"CertificateArn", certificate.arn},
                        {"DomainName", certificate.domain_name},
                        {"SubjectAlternativeNames", texts(certificate.names)},
                        {"KeyAlgorithm", shown_key_algorithm(certificate.key_algorithm)},
                        {"Options", options_of(certificate)}};
    put_life(detail, certificate);
    put_content(detail, certificate);
    if (certificate.type != "PRIVATE")
        detail["DomainValidationOptions"] = validations_of(certificate.validations);
    put_text(detail, "FailureReason", certificate.failure_reason);
    put_text(detail, "RevocationReason", certificate.revocation_reason);
    put_text(detail, "CertificateAuthorityArn", certificate.authority_arn);
    if (certificate.renewal) detail["RenewalSummary"] = renewal_of(*certificate.renewal);
    if (certificate.update) detail["UpdateSummary"] = update_of(*certificate.update);
    json::array users = texts({certificate.in_use_by.begin(), certificate.in_use_by.end()});
    for (const auto& [user, until] : certificate.released) users.push_back(json::value(user));
    detail["InUseBy"] = std::move(users);
    return detail;
}

json::object summary_of(const Certificate& certificate, Time) {
    json::object row{{"CertificateArn", certificate.arn},
                     {"DomainName", certificate.domain_name},
                     {"SubjectAlternativeNameSummaries", texts(certificate.names, most_names_in_a_row)},
                     {"HasAdditionalSubjectAlternativeNames", certificate.names.size() > most_names_in_a_row},
                     {"KeyAlgorithm", shown_key_algorithm(certificate.key_algorithm)},
                     {"ExportOption", certificate.exportable ? "ENABLED" : "DISABLED"},
                     {"InUse", certificate.in_use()}};
    put_life(row, certificate);
    // An imported certificate has no word on whether it was exported: its key came from outside.
    if (certificate.type != "IMPORTED") row["Exported"] = certificate.exported_at.has_value();
    row["KeyUsages"] = certificate.content ? texts(certificate.content->key_usages) : json::array{};
    row["ExtendedKeyUsages"] =
        certificate.content ? texts(certificate.content->extended_key_usages) : json::array{};
    if (certificate.content) {
        row["NotBefore"] = seconds(certificate.content->not_before);
        row["NotAfter"] = seconds(certificate.content->not_after);
    }
    return row;
}

}  // namespace certwright::sandbox::acm
