#include "inventory/certificate_filter.hpp"

#include "inventory/certificate_condition.hpp"

namespace certwright::inventory {
const FilterProperties& CertificateFilter::properties() {
    static const FilterProperties all{
        {"account", "an account's name, id or twelve-digit AWS account id"},
        {"region", "a region, or aws-global for IAM"},
        {"service", "acm or iam"},
        {"type", "AMAZON_ISSUED, PRIVATE or IMPORTED"},
        {"status", "ISSUED, PENDING_VALIDATION, EXPIRED, …"},
        {"name", "part of any name; with * a pattern; =NAME exactly that name"},
        {"covers", "certificates that are valid for this host, wildcards included"},
        {"arn", "exactly this ARN"},
        {"key_algorithm", "RSA_2048, EC_prime256v1, …"},
        {"in_use", "true or false"},
        {"expires_within", "days from now; expired ones are left out"},
        {"expired", "true or false"},
        {"renewal_eligibility", "ELIGIBLE or INELIGIBLE"},
        {"renewal_status", "PENDING_AUTO_RENEWAL, PENDING_VALIDATION, SUCCESS or FAILED"},
        {"validation_method", "DNS, EMAIL or HTTP"},
        {"details_state", "pending, complete or failed"},
        {"tag", "a tag's key, or KEY=VALUE"},
        {"fingerprint", "the beginning of the SHA-256, with or without colons"},
        {"serial", "the serial number in hexadecimal, with or without colons"},
        {"issuer", "part of the issuer's name"},
        {"sync_state",
         "in_sync, repository_newer, aws_newer, missing_in_aws, different_key, differs_between_regions or "
         "unknown; "
         "mismatch for what is out of sync, accepted, or unmanaged for what nothing is compared with"},
        {"missing", "true: only what AWS no longer lists; false: only what it does"},
        {"q", "free text over names, ARN, tags, serial and fingerprint"}};
    return all;
}

CertificateFilter CertificateFilter::parse(
    const std::vector<std::pair<std::string, std::string>>& parameters) {
    CertificateFilter filter;
    filter.terms_ = parse_filter_terms(properties(), parameters);
    add_international_names(filter.terms_, {"name", "covers", "q"});
    // Values are looked at now, so that a mistake is told before anything runs.
    store::Values ignored;
    filter.to_sql(Time{}, ignored);
    return filter;
}

std::string CertificateFilter::to_sql(Time now, store::Values& values, store::Connection* connection) const {
    CertificateCondition condition{now, values, connection};
    std::string sql = "TRUE";
    for (const FilterTerm& term : terms_) {
        std::string any;
        for (const std::string& value : term.wanted)
            (any += any.empty() ? "" : " OR ") += condition.of(term.property, value);
        if (!any.empty()) sql += " AND (" + any + ")";
        for (const std::string& value : term.unwanted)
            sql += " AND NOT COALESCE(" + condition.of(term.property, value) + ", FALSE)";
    }
    return sql;
}

}  // namespace certwright::inventory
