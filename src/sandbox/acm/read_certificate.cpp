#include "sandbox/acm/read_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::acm {
namespace {

json::object challenge_of(const DomainValidation& validation) {
    if (validation.method == "EMAIL") {
        return {{"EmailValidationChallenge",
                 json::object{{"ValidationDomain", validation.validation_domain},
                              {"ValidationEmails", json::from_texts(validation.emails)}}}};
    }
    return {{"DnsValidationChallenge",
             json::object{{"ResourceRecord", json::object{{"Name", validation.record_name},
                                                          {"Type", "CNAME"},
                                                          {"Value", validation.record_value}}}}}};
}

json::object configuration_of(const DomainValidation& validation) {
    return {{"ValidationMethod", validation.method},
            {"ValidationChallenge", challenge_of(validation)},
            {"ValidationStatus", validation.status}};
}

}  // namespace

json::object describe_certificate(const Call& call, const json::object& input) {
    return {{"Certificate", detail_of(require_certificate(call, input), call.now)}};
}

json::object get_certificate(const Call& call, const json::object& input) {
    const auto& certificate = require_certificate(call, input);
    if (!certificate.content) {
        if (certificate.is_pending()) {
            throw ServiceError{"RequestInProgressException",
                               fmt::format("Certificate {} is not yet issued.", certificate.arn)};
        }
        throw ServiceError{"ResourceNotFoundException",
                           fmt::format("Certificate {} was not issued.", certificate.arn)};
    }
    json::object output{{"Certificate", certificate.content->pem}};
    if (!certificate.content->chain.empty()) output["CertificateChain"] = certificate.content->chain.text();
    return output;
}

json::object list_certificate_domain_validations(const Call& call, const json::object& input) {
    const auto& certificate = require_certificate(call, input);
    json::array rows;
    for (std::size_t at = 0; at < certificate.validations.size(); ++at) {
        const auto& validation = certificate.validations[at];
        if (validation.method.empty()) continue;
        json::object row{{"DomainName", validation.domain},
                         {"ActiveValidationConfiguration", configuration_of(validation)}};
        if (certificate.is_changing_method()) {
            row["RequestedValidationConfiguration"] = configuration_of(certificate.update->validations[at]);
        }
        rows.push_back(std::move(row));
    }
    return {{"DomainValidationSummaryList", std::move(rows)}};
}

}  // namespace certwright::sandbox::acm
