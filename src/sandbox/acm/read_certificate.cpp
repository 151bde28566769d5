#include "sandbox/acm/read_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/acm/detail.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::acm {
namespace {

/// "MaxItems" of ListCertificateDomainValidations in the ACM API reference.
constexpr std::int64_t default_validations = 1000;

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

json::object summary_of_validation(const Certificate& certificate, std::size_t at) {
    const auto& validation = certificate.validations[at];
    json::object row{{"DomainName", validation.domain},
                     {"ActiveValidationConfiguration", configuration_of(validation)}};
    if (certificate.is_changing_method()) {
        row["RequestedValidationConfiguration"] = configuration_of(certificate.update->validations[at]);
    }
    return row;
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
    const auto limit = json::integer(input, "MaxItems").value_or(default_validations);
    Pager pager{json::text(input, "NextToken").value_or(""), static_cast<std::size_t>(limit),
                "validations of " + certificate.arn, call.now,
                ServiceError{"InvalidArgsException", "The provided NextToken is invalid."}};
    json::array rows;
    for (std::size_t at = 0; at < certificate.validations.size(); ++at) {
        const auto place = fmt::format("{:04}", at + 1);
        if (certificate.validations[at].method.empty() || place <= pager.after()) continue;
        if (!pager.take(place)) break;
        rows.push_back(summary_of_validation(certificate, at));
    }
    json::object output{{"DomainValidationSummaryList", std::move(rows)}};
    if (auto token = pager.next_token(); !token.empty()) output["NextToken"] = std::move(token);
    return output;
}

}  // namespace certwright::sandbox::acm
