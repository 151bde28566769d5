#pragma once

#include "aws/client.hpp"
#include "base/time.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// AWS Certificate Manager as it speaks: every field it may send, none required. Enumerations stay
/// strings, so that a value AWS invents tomorrow passes through; key algorithms are folded to the
/// spelling of requests (RSA_2048, EC_prime256v1).
namespace certwright::aws::acm {

/// One row of ListCertificates.
struct CertificateSummary {
    std::string arn;
    std::string domain_name;
    std::vector<std::string> subject_alternative_names;  ///< the first 100
    bool has_additional_subject_alternative_names = false;
    std::string status, type, key_algorithm;
    std::vector<std::string> key_usages, extended_key_usages;
    std::optional<bool> in_use, exported;
    std::string export_option, renewal_eligibility, managed_by, key_pair_origin;
    std::optional<Time> not_before, not_after, created_at, issued_at, imported_at, revoked_at;
};

struct CertificatePage {
    std::vector<CertificateSummary> rows;
    std::string next_token;  ///< empty on the last page
};

struct ResourceRecord {
    std::string name, type, value;
};

struct DomainValidation {
    std::string domain_name, validation_domain, validation_status, validation_method;
    std::vector<std::string> validation_emails;
    std::optional<ResourceRecord> resource_record;
    std::string redirect_from, redirect_to;
};

struct RenewalSummary {
    std::string status, status_reason;
    std::vector<DomainValidation> domain_validations;
    std::optional<Time> updated_at;
};

struct ExtendedKeyUsage {
    std::string name, oid;
};

struct CertificateDetail {
    std::string arn, domain_name;
    std::vector<std::string> subject_alternative_names;
    std::vector<DomainValidation> domain_validations;
    std::string serial, subject, issuer, status, type, key_algorithm, signature_algorithm;
    std::string failure_reason, revocation_reason, certificate_authority_arn, renewal_eligibility;
    std::string managed_by, key_pair_origin, acme_endpoint_arn, acme_account_id;
    std::string export_option, transparency_logging, validation_method;
    std::optional<Time> created_at, issued_at, imported_at, not_before, not_after, revoked_at;
    std::vector<std::string> in_use_by, key_usages;
    std::vector<ExtendedKeyUsage> extended_key_usages;
    std::optional<RenewalSummary> renewal;
};

/// One row of SearchCertificates: what its rows tell more than a list row.
struct SearchRow {
    std::string arn, serial, issuer, subject, validation_method, renewal_status;
};

struct SearchPage {
    std::vector<SearchRow> rows;
    std::string next_token;
};

struct Pem {
    std::string certificate;
    std::string chain;  ///< empty when AWS holds none
};

using Tags = std::map<std::string, std::string>;

/// All seven key types and all key-pair origins are asked for; `max_items` is 1 to 1000.
Outcome<CertificatePage> list_certificates(Client& client, const std::string& region,
                                           const std::string& next_token, int max_items,
                                           const CallContext& context);
/// `max_results` is 1 to 500.
Outcome<SearchPage> search_certificates(Client& client, const std::string& region,
                                        const std::string& next_token, int max_results,
                                        const CallContext& context);
/// Whether a refusal of SearchCertificates says that it is not there, or not allowed. What passes by itself
/// (a lost line, "rate exceeded") says nothing.
bool says_search_is_absent(FailureKind kind);
Outcome<CertificateDetail> describe_certificate(Client& client, const std::string& region,
                                                const std::string& arn, const CallContext& context);
Outcome<Pem> get_certificate(Client& client, const std::string& region, const std::string& arn,
                             const CallContext& context);
Outcome<Tags> list_tags(Client& client, const std::string& region, const std::string& arn,
                        const CallContext& context);
/// Days before expiry at which AWS sends its own events.
Outcome<int> get_account_configuration(Client& client, const std::string& region, const CallContext& context);

}  // namespace certwright::aws::acm
