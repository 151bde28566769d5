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
    if (!certificate.content->chain.empty()) output["CertificateChain"] = certificate.content->chain;
    return output;
}

json::object list_certificate_domain_validations(const Call& call, const json::object& input) {
    const auto& certificate = require_certificate(call, input);
    json::array rows;
    for (const auto& validation : certificate.validations) {
        if (validation.method.empty()) continue;
        rows.push_back(json::object{
            {"DomainName", validation.domain},
            {"ActiveValidationConfiguration", json::object{{"ValidationMethod", validation.method},
                                                           {"ValidationChallenge", challenge_of(validation)},
                                                           {"ValidationStatus", validation.status}}}});
    }
    return {{"DomainValidationSummaryList", std::move(rows)}};
}

}  // namespace certwright::sandbox::acm
