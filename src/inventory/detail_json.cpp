#include "inventory/detail_json.hpp"

#include "base/json.hpp"

namespace certwright::inventory {
namespace {

json::array to_json(const std::vector<aws::acm::DomainValidation>& validations) {
    json::array list;
    for (const auto& one : validations) {
        json::value record = nullptr;
        if (one.resource_record)
            record = json::object{{"name", one.resource_record->name},
                                  {"type", one.resource_record->type},
                                  {"value", one.resource_record->value}};
        json::value redirect = nullptr;
        if (!one.redirect_from.empty())
            redirect = json::object{{"from", one.redirect_from}, {"to", one.redirect_to}};
        list.push_back(json::object{{"domain_name", one.domain_name},
                                    {"validation_domain", json::or_null(one.validation_domain)},
                                    {"status", json::or_null(one.validation_status)},
                                    {"method", json::or_null(one.validation_method)},
                                    {"emails", json::from_texts(one.validation_emails)},
                                    {"record", std::move(record)},
                                    {"http_redirect", std::move(redirect)}});
    }
    return list;
}

json::value to_json(const std::optional<aws::acm::RenewalSummary>& renewal) {
    if (!renewal) return nullptr;
    return json::object{{"status", json::or_null(renewal->status)},
                        {"reason", json::or_null(renewal->status_reason)},
                        {"updated_at", json::from_time(renewal->updated_at)},
                        {"domain_validations", to_json(renewal->domain_validations)}};
}

}  // namespace

std::string detail_json(const aws::acm::CertificateDetail& detail) {
    json::array extended;
    for (const auto& usage : detail.extended_key_usages)
        extended.push_back(json::object{{"name", usage.name}, {"oid", json::or_null(usage.oid)}});
    return boost::json::serialize(
        json::object{{"domain_validations", to_json(detail.domain_validations)},
                     {"renewal", to_json(detail.renewal)},
                     {"in_use_by", json::from_texts(detail.in_use_by)},
                     {"failure_reason", json::or_null(detail.failure_reason)},
                     {"revocation_reason", json::or_null(detail.revocation_reason)},
                     {"certificate_authority_arn", json::or_null(detail.certificate_authority_arn)},
                     {"transparency_logging", json::or_null(detail.transparency_logging)},
                     {"acme_endpoint_arn", json::or_null(detail.acme_endpoint_arn)},
                     {"acme_account_id", json::or_null(detail.acme_account_id)},
                     {"key_usages", json::from_texts(detail.key_usages)},
                     {"extended_key_usages", std::move(extended)}});
}

std::string detail_json(const aws::iam::ServerCertificate& certificate) {
    return boost::json::serialize(json::object{
        {"domain_validations", json::array{}},
        {"renewal", nullptr},
        {"in_use_by", json::array{}},
        {"server_certificate",
         json::object{{"name", certificate.name}, {"path", certificate.path}, {"id", certificate.id}}},
        {"key_usages", json::array{}},
        {"extended_key_usages", json::array{}}});
}

}  // namespace certwright::inventory
