#include "lifecycle/certificate_filter.hpp"

#include "lifecycle/certificate_condition.hpp"

namespace certwright::lifecycle {

const inventory::FilterProperties& CertificateFilter::properties() {
    static const inventory::FilterProperties all{
        {"name", "part of the certificate's name in the repository"},
        {"domain", "part of any name it answers to; =HOST what is valid for that host"},
        {"owner", "exactly this owner"},
        {"tag", "a tag's key, or KEY=VALUE"},
        {"group", "the name or id of a group that it belongs to"},
        {"key_algorithm", "RSA_2048, EC_prime256v1, …"},
        {"has_key", "true or false"},
        {"expires_within", "days from now; expired ones are left out"},
        {"expired", "true or false"},
        {"revoked", "true or false: whether its authority, in the repository, revoked it"},
        {"origin", "uploaded, aws, self_signed, signed_here, issued or renewed"},
        {"fingerprint", "the beginning of the SHA-256 of any version, with or without colons"},
        {"serial", "the serial number of any version in hexadecimal, with or without colons"},
        {"issuer", "part of the issuer's name"},
        {"q", "free text over names, owner, description, notes, tags, fields, serial and fingerprint"}};
    return all;
}

CertificateFilter CertificateFilter::parse(const FilterParameters& parameters) {
    CertificateFilter filter;
    filter.terms_ = inventory::parse_filter_terms(properties(), parameters);
    inventory::add_international_names(filter.terms_, {"domain", "q"});
    // Values are looked at now, so that a mistake is told before anything runs.
    store::Values ignored;
    filter.condition(nullptr, Time{}, ignored);
    return filter;
}

std::string CertificateFilter::to_sql(store::Connection& connection, Time now, store::Values& values) const {
    return condition(&connection, now, values);
}

std::string CertificateFilter::condition(store::Connection* connection, Time now,
                                         store::Values& values) const {
    CertificateCondition one{connection, now, values};
    std::string sql = "TRUE";
    for (const inventory::FilterTerm& term : terms_) {
        std::string any;
        for (const std::string& value : term.wanted)
            (any += any.empty() ? "(" : " OR (") += one.of(term.property, value) + ")";
        if (!any.empty()) sql += " AND (" + any + ")";
        for (const std::string& value : term.unwanted)
            sql += " AND NOT (" + one.of(term.property, value) + ")";
    }
    return sql;
}

}  // namespace certwright::lifecycle
