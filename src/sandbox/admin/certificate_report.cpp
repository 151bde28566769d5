#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/admin/certificates_report.hpp"
#include "sandbox/world/arn.hpp"

#include <shared_mutex>

namespace certwright::sandbox {
namespace {

using acm::Certificate;

json::array validation_reports(const std::vector<acm::DomainValidation>& validations) {
    json::array rows;
    for (const auto& each : validations) {
        rows.push_back(json::object{{"domain", each.domain},
                                    {"status", each.status},
                                    {"method", each.method},
                                    {"record_name", each.record_name},
                                    {"record_value", each.record_value},
                                    {"emails", json::from_texts(each.emails)}});
    }
    return rows;
}

json::value renewal_of(const Certificate& certificate) {
    if (!certificate.renewal) return nullptr;
    const auto& renewal = *certificate.renewal;
    return json::object{{"status", renewal.status},
                        {"reason", json::or_null(renewal.reason)},
                        {"updated_at", format_rfc3339(renewal.updated_at)},
                        {"validations", validation_reports(renewal.validations)}};
}

json::value content_of(const Certificate& certificate) {
    if (!certificate.content) return nullptr;
    const auto& content = *certificate.content;
    return json::object{{"serial", content.serial},
                        {"subject", content.subject},
                        {"issuer", content.issuer},
                        {"signature_algorithm", content.signature_algorithm},
                        {"fingerprint", content.fingerprint},
                        {"not_before", format_rfc3339(content.not_before)},
                        {"not_after", format_rfc3339(content.not_after)},
                        {"pem", content.pem},
                        {"chain", content.chain}};
}

json::object described(const Certificate& certificate) {
    json::object tags;
    for (const auto& [key, value] : certificate.tags) tags[key] = value;
    return {{"arn", certificate.arn},
            {"account", certificate.account_id},
            {"region", certificate.region},
            {"type", certificate.type},
            {"status", certificate.status},
            {"failure_reason", json::or_null(certificate.failure_reason)},
            {"domain_name", certificate.domain_name},
            {"names", json::from_texts(certificate.names)},
            {"key_algorithm", certificate.key_algorithm},
            {"authority_arn", json::or_null(certificate.authority_arn)},
            {"created_at", format_rfc3339(certificate.created_at)},
            {"issued_at", json::from_time(certificate.issued_at)},
            {"imported_at", json::from_time(certificate.imported_at)},
            {"revoked_at", json::from_time(certificate.revoked_at)},
            {"exported_at", json::from_time(certificate.exported_at)},
            {"in_use_by", json::array(certificate.in_use_by.begin(), certificate.in_use_by.end())},
            {"validations", validation_reports(certificate.validations)},
            {"renewal", renewal_of(certificate)},
            {"content", content_of(certificate)},
            {"tags", std::move(tags)}};
}

}  // namespace

json::object certificate_report(World& world, const std::string& text) {
    const std::shared_lock shared{world.lock};
    const auto arn = Arn::parse(text);
    const auto account = arn ? world.accounts.find(arn->account_id) : world.accounts.end();
    if (account != world.accounts.end()) {
        const auto region = account->second.regions.find(arn->region);
        if (region != account->second.regions.end()) {
            const auto& certificates = region->second.acm.certificates;
            const auto found = certificates.find(text);
            if (found != certificates.end()) return described(found->second);
        }
    }
    throw Error{Fault::not_found, "there is no certificate " + text};
}

}  // namespace certwright::sandbox
