#include "aws/acm_codec.hpp"

#include "aws/json_answer.hpp"
#include "base/ascii.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>

namespace certwright::aws::acm {
namespace {

/// ListCertificates hides all but RSA_2048 (or RSA_1024, its pages disagree) unless each is named.
constexpr std::array key_algorithms{"RSA_1024",      "RSA_2048",     "RSA_3072",    "RSA_4096",
                                    "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"};

std::string bare(std::string_view spelled) {
    std::string text;
    for (const char c : spelled)
        if (c != '-' && c != '_') text += ascii::lower(c);
    return text;
}

/// A list of names, written as strings in listings and as {"Name": …} in details.
std::vector<std::string> names_of(const json::object& from, std::string_view key) {
    std::vector<std::string> found;
    const json::value* member = json::find(from, key);
    if (!member || !member->is_array()) return found;
    for (const json::value& element : member->get_array()) {
        if (element.is_string()) found.emplace_back(element.get_string());
        if (!element.is_object()) continue;
        if (auto name = json::text(element.get_object(), "Name")) found.push_back(std::move(*name));
    }
    return found;
}

std::vector<ExtendedKeyUsage> purposes_of(const json::object& from) {
    std::vector<ExtendedKeyUsage> found;
    const json::value* member = json::find(from, "ExtendedKeyUsages");
    if (!member || !member->is_array()) return found;
    for (const json::value& element : member->get_array()) {
        if (element.is_string()) found.push_back({std::string{element.get_string()}, {}});
        if (!element.is_object()) continue;
        const json::object& purpose = element.get_object();
        found.push_back({text_or_empty(purpose, "Name"), text_or_empty(purpose, "OID")});
    }
    return found;
}

std::string key_algorithm_of(const json::object& from) {
    return fold_key_algorithm(text_or_empty(from, "KeyAlgorithm"));
}

CertificateSummary summary_of(const json::object& row) {
    // Emulators answer a listing with whole details.
    const bool summarised = row.contains("SubjectAlternativeNameSummaries");
    return {
        .arn = required_text(row, "CertificateArn"),
        .domain_name = text_or_empty(row, "DomainName"),
        .subject_alternative_names =
            json::texts(row, summarised ? "SubjectAlternativeNameSummaries" : "SubjectAlternativeNames"),
        .has_additional_subject_alternative_names =
            json::boolean(row, "HasAdditionalSubjectAlternativeNames").value_or(false),
        .status = text_or_empty(row, "Status"),
        .type = text_or_empty(row, "Type"),
        .key_algorithm = key_algorithm_of(row),
        .key_usages = names_of(row, "KeyUsages"),
        .extended_key_usages = names_of(row, "ExtendedKeyUsages"),
        .in_use = json::boolean(row, "InUse"),
        .exported = json::boolean(row, "Exported"),
        .export_option = text_or_empty(row, "ExportOption"),
        .renewal_eligibility = text_or_empty(row, "RenewalEligibility"),
        .managed_by = text_or_empty(row, "ManagedBy"),
        .key_pair_origin = text_or_empty(row, "CertificateKeyPairOrigin"),
        .not_before = json::epoch_seconds(row, "NotBefore"),
        .not_after = json::epoch_seconds(row, "NotAfter"),
        .created_at = json::epoch_seconds(row, "CreatedAt"),
        .issued_at = json::epoch_seconds(row, "IssuedAt"),
        .imported_at = json::epoch_seconds(row, "ImportedAt"),
        .revoked_at = json::epoch_seconds(row, "RevokedAt"),
    };
}

SearchRow search_row_of(const json::object& row) {
    static const json::object nothing;
    const json::object* x509 = find_object(row, "X509Attributes");
    const json::object* metadata = find_object(row, "CertificateMetadata");
    if (metadata) metadata = find_object(*metadata, "AcmCertificateMetadata");
    if (!x509) x509 = &nothing;
    if (!metadata) metadata = &nothing;
    return {
        .arn = required_text(row, "CertificateArn"),
        .serial = text_or_empty(*x509, "SerialNumber"),
        .issuer = directory_name(find_object(*x509, "Issuer")),
        .subject = directory_name(find_object(*x509, "Subject")),
        .validation_method = text_or_empty(*metadata, "ValidationMethod"),
        .renewal_status = text_or_empty(*metadata, "RenewalStatus"),
    };
}

std::optional<ResourceRecord> resource_record_of(const json::object& from) {
    const json::object* record = find_object(from, "ResourceRecord");
    if (!record) return std::nullopt;
    return ResourceRecord{text_or_empty(*record, "Name"), text_or_empty(*record, "Type"),
                          text_or_empty(*record, "Value")};
}

std::vector<DomainValidation> validations_of(const json::object& from) {
    std::vector<DomainValidation> found;
    const json::value* member = json::find(from, "DomainValidationOptions");
    if (!member || !member->is_array()) return found;
    for (const json::value& element : member->get_array()) {
        if (!element.is_object()) continue;
        const json::object& option = element.get_object();
        const json::object* redirect = find_object(option, "HttpRedirect");
        found.push_back({
            .domain_name = text_or_empty(option, "DomainName"),
            .validation_domain = text_or_empty(option, "ValidationDomain"),
            .validation_status = text_or_empty(option, "ValidationStatus"),
            .validation_method = text_or_empty(option, "ValidationMethod"),
            .validation_emails = json::texts(option, "ValidationEmails"),
            .resource_record = resource_record_of(option),
            .redirect_from = redirect ? text_or_empty(*redirect, "RedirectFrom") : std::string{},
            .redirect_to = redirect ? text_or_empty(*redirect, "RedirectTo") : std::string{},
        });
    }
    return found;
}

std::optional<RenewalSummary> renewal_of(const json::object& from) {
    const json::object* renewal = find_object(from, "RenewalSummary");
    if (!renewal) return std::nullopt;
    return RenewalSummary{text_or_empty(*renewal, "RenewalStatus"),
                          text_or_empty(*renewal, "RenewalStatusReason"), validations_of(*renewal),
                          json::epoch_seconds(*renewal, "UpdatedAt")};
}

/// Where the certificate's options do not name its method, its first domain does.
std::string validation_method_of(const json::object* options,
                                 const std::vector<DomainValidation>& validations) {
    if (options)
        if (auto method = text_or_empty(*options, "ValidationMethod"); !method.empty()) return method;
    return validations.empty() ? std::string{} : validations.front().validation_method;
}

}  // namespace

std::string fold_key_algorithm(std::string_view spelled) {
    const auto known =
        std::ranges::find(key_algorithms, bare(spelled), [](const char* name) { return bare(name); });
    if (known != key_algorithms.end()) return *known;
    std::string text{spelled};
    std::ranges::replace(text, '-', '_');
    return text;
}

std::string list_request(const std::string& next_token, int max_items, OriginFilter origins) {
    json::object request{
        {"Includes", json::object{{"keyTypes", json::array(key_algorithms.begin(), key_algorithms.end())}}},
        {"MaxItems", max_items},
    };
    if (origins == OriginFilter::all_origins)
        request["CertificateKeyPairOrigins"] = json::array{"AWS_MANAGED", "CUSTOMER_PROVIDED", "ACME"};
    if (!next_token.empty()) request["NextToken"] = next_token;
    return boost::json::serialize(request);
}

CertificatePage parse_list_page(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to ListCertificates");
    constexpr std::string_view list = "CertificateSummaryList";
    CertificatePage page;
    for (const json::value& element : required_list(answer, list))
        page.rows.push_back(summary_of(row_of(element, list)));
    page.next_token = text_or_empty(answer, "NextToken");
    return page;
}

// No filter statement: it is optional, and no filter restricts the kinds of keys.
std::string search_request(const std::string& next_token, int max_results) {
    json::object request{{"MaxResults", max_results}};
    if (!next_token.empty()) request["NextToken"] = next_token;
    return boost::json::serialize(request);
}

SearchPage parse_search_page(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to SearchCertificates");
    constexpr std::string_view list = "Results";
    SearchPage page;
    for (const json::value& element : required_list(answer, list))
        page.rows.push_back(search_row_of(row_of(element, list)));
    page.next_token = text_or_empty(answer, "NextToken");
    return page;
}

std::string arn_request(const std::string& arn) {
    return boost::json::serialize(json::object{{"CertificateArn", arn}});
}

CertificateDetail parse_detail(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to DescribeCertificate");
    const json::object& from = required_object(answer, "Certificate");
    const json::object* options = find_object(from, "Options");
    const auto option = [&](std::string_view key) {
        return options ? text_or_empty(*options, key) : std::string{};
    };
    auto validations = validations_of(from);
    auto validation_method = validation_method_of(options, validations);
    return {
        .arn = required_text(from, "CertificateArn"),
        .domain_name = text_or_empty(from, "DomainName"),
        .subject_alternative_names = json::texts(from, "SubjectAlternativeNames"),
        .domain_validations = std::move(validations),
        .serial = text_or_empty(from, "Serial"),
        .subject = text_or_empty(from, "Subject"),
        .issuer = text_or_empty(from, "Issuer"),
        .status = text_or_empty(from, "Status"),
        .type = text_or_empty(from, "Type"),
        .key_algorithm = key_algorithm_of(from),
        .signature_algorithm = text_or_empty(from, "SignatureAlgorithm"),
        .failure_reason = text_or_empty(from, "FailureReason"),
        .revocation_reason = text_or_empty(from, "RevocationReason"),
        .certificate_authority_arn = text_or_empty(from, "CertificateAuthorityArn"),
        .renewal_eligibility = text_or_empty(from, "RenewalEligibility"),
        .managed_by = text_or_empty(from, "ManagedBy"),
        .key_pair_origin = text_or_empty(from, "CertificateKeyPairOrigin"),
        .acme_endpoint_arn = text_or_empty(from, "AcmeEndpointArn"),
        .acme_account_id = text_or_empty(from, "AcmeAccountId"),
        .export_option = option("Export"),
        .transparency_logging = option("CertificateTransparencyLoggingPreference"),
        .validation_method = std::move(validation_method),
        .created_at = json::epoch_seconds(from, "CreatedAt"),
        .issued_at = json::epoch_seconds(from, "IssuedAt"),
        .imported_at = json::epoch_seconds(from, "ImportedAt"),
        .not_before = json::epoch_seconds(from, "NotBefore"),
        .not_after = json::epoch_seconds(from, "NotAfter"),
        .revoked_at = json::epoch_seconds(from, "RevokedAt"),
        .in_use_by = json::texts(from, "InUseBy"),
        .key_usages = names_of(from, "KeyUsages"),
        .extended_key_usages = purposes_of(from),
        .renewal = renewal_of(from),
    };
}

Pem parse_pem(std::string_view body) {
    const auto answer = parse_answer(body, "the answer to GetCertificate");
    return {required_text(answer, "Certificate"), text_or_empty(answer, "CertificateChain")};
}

Tags parse_tags(std::string_view body) {
    return tags_of(parse_answer(body, "the answer to ListTagsForCertificate"), "Tags");
}

int parse_account_configuration(std::string_view body) {
    constexpr int aws_default = 45;
    const auto answer = parse_answer(body, "the answer to GetAccountConfiguration");
    const json::object* events = find_object(answer, "ExpiryEvents");
    const auto days = events ? json::integer(*events, "DaysBeforeExpiry") : std::nullopt;
    return days && *days >= 1 && *days <= 3650 ? static_cast<int>(*days) : aws_default;
}

}  // namespace certwright::aws::acm
