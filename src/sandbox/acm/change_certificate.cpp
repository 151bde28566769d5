#include "sandbox/acm/change_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/acm/announcement.hpp"
#include "sandbox/acm/forget.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/requested_names.hpp"
#include "sandbox/acm/revocation.hpp"
#include "sandbox/acm/transition.hpp"
#include "sandbox/acm/validation.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::acm {
namespace {

[[noreturn]] void refuse(std::string code, std::string message) {
    throw ServiceError{std::move(code), std::move(message)};
}

void refuse_in_use(const Certificate& certificate) {
    if (!certificate.in_use()) return;
    refuse("ResourceInUseException",
           fmt::format("Certificate {} in account {} is in use.", certificate.arn, certificate.account_id));
}

/// The names of the request, or of the renewal, that waits for answers to its mails.
std::vector<DomainValidation>& waiting_for_mail(Certificate& certificate) {
    if (certificate.validation_method() == "EMAIL") {
        if (certificate.is_pending()) return certificate.validations;
        if (certificate.renewal && certificate.renewal->status == "PENDING_VALIDATION") {
            return certificate.renewal->validations;
        }
    }
    refuse("InvalidStateException",
           fmt::format("Certificate {} does not wait for validation by email.", certificate.arn));
}

DomainValidation& require_domain(const Certificate& certificate, std::vector<DomainValidation>& validations,
                                 const std::string& domain) {
    for (auto& validation : validations) {
        if (validation.domain == domain) return validation;
    }
    refuse("InvalidDomainValidationOptionsException",
           fmt::format("Domain {} does not belong to certificate {}.", domain, certificate.arn));
}

/// From email to DNS only, and one change at a time ("Email to DNS validation" in the ACM user guide).
void change_method(const Call& call, Certificate& certificate, const std::string& method) {
    if (method != "DNS" || certificate.validation_method() != "EMAIL") {
        refuse("ValidationException", "The validation method can be changed from EMAIL to DNS only.");
    }
    if (certificate.status != "ISSUED") {
        refuse("InvalidStateException", fmt::format("Certificate {} is not issued.", certificate.arn));
    }
    if (certificate.is_changing_method()) {
        refuse("ConflictException",
               fmt::format("The validation method of certificate {} is being changed already.",
                           certificate.arn));
    }
    MethodUpdate update{.status = "PENDING_DOMAIN_VALIDATION",
                        .requested_at = call.now,
                        .updated_at = call.now,
                        .validations = certificate.validations};
    for (auto& validation : update.validations) {
        validation.method = "DNS";
        validation.status = "PENDING_VALIDATION";
        validation.emails.clear();
        show_record(validation, certificate.account_id);
    }
    certificate.update = std::move(update);
    begin(call.world, certificate, call.now);
}

}  // namespace

json::object delete_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    refuse_in_use(certificate);
    call.world.agenda.drop(certificate.arn);
    certificate.deleted_at = call.now + call.world.settings.delete_delay;
    if (call.world.settings.delete_delay > Duration::zero()) {
        begin(call.world, certificate, call.now);
        return {};
    }
    const std::string arn = certificate.arn;
    forget(store_of(call), arn);
    return {};
}

json::object renew_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    if (certificate.is_pending()) {
        refuse("RequestInProgressException",
               fmt::format("Certificate {} is not yet issued.", certificate.arn));
    }
    const bool renewing = certificate.renewal && certificate.renewal->status.starts_with("PENDING");
    if (renewing) {
        refuse("RequestInProgressException",
               fmt::format("The renewal of certificate {} is in progress.", certificate.arn));
    }
    const bool eligible =
        certificate.status == "ISSUED" && certificate.exportable && certificate.exported_since_renewal;
    if (!eligible) {
        refuse(
            "ValidationException",
            fmt::format(
                "Certificate {} is not eligible for renewal. Only exported private certificates and exported "
                "public certificates can be renewed.",
                certificate.arn));
    }
    certificate.renewal = Renewal{.status = "PENDING_AUTO_RENEWAL",
                                  .reason = "",
                                  .updated_at = call.now,
                                  .attempted = false,
                                  .validations = certificate.validations};
    begin(call.world, certificate, call.now);
    return {};
}

json::object revoke_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    if (certificate.status == "REVOKED") {
        refuse("ConflictException", fmt::format("Certificate {} is already revoked.", certificate.arn));
    }
    if (!certificate.exported_at || certificate.status != "ISSUED") {
        refuse(
            "ValidationException",
            fmt::format("Certificate {} cannot be revoked. Only issued certificates that were exported can.",
                        certificate.arn));
    }
    refuse_in_use(certificate);
    const auto reason = json::text(input, "RevocationReason").value_or("UNSPECIFIED");
    if (certificate.type == "PRIVATE") revoke_at_authority(call, certificate, reason);
    become_revoked(call.world, certificate, reason, call.now);
    return {{"CertificateArn", certificate.arn}};
}

json::object resend_validation_email(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    auto& validations = waiting_for_mail(certificate);
    auto& validation = require_domain(certificate, validations, json::text(input, "Domain").value_or(""));
    const auto domain = json::text(input, "ValidationDomain").value_or("");
    if (!is_same_or_above(domain, without_wildcard(validation.domain))) {
        refuse("InvalidDomainValidationOptionsException",
               fmt::format("The validation domain {} is not the same as or a superdomain of {}.", domain,
                           validation.domain));
    }
    if (call.now > validation.asked_at + proof_time) {
        refuse("InvalidStateException", "More than 72 hours have passed; request the certificate again.");
    }
    validation.validation_domain = domain;
    // The step that sends mails takes every name that has none yet.
    for (auto& each : validations) each.emails.clear();
    if (certificate.renewal) certificate.renewal->attempted = false;
    begin(call.world, certificate, call.now);
    return {};
}

json::object update_certificate_options(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    const auto& options = input.at("Options").as_object();
    if (!certificate.is_public()) {
        refuse("InvalidStateException", fmt::format("Options of certificate {} of type {} cannot be changed.",
                                                    certificate.arn, certificate.type));
    }
    if (certificate.is_pending()) {
        refuse("InvalidStateException", fmt::format("Certificate {} is not yet issued.", certificate.arn));
    }
    const auto exported = json::text(options, "Export");
    if (exported && (*exported == "ENABLED") != certificate.exportable) {
        refuse("ValidationException",
               "The export option cannot be changed after a certificate was requested.");
    }
    const auto method = json::text(options, "ValidationMethod");
    if (method && *method != certificate.validation_method()) change_method(call, certificate, *method);
    const auto transparency = json::text(options, "CertificateTransparencyLoggingPreference");
    if (transparency) certificate.transparency = *transparency;
    return {};
}

}  // namespace certwright::sandbox::acm
