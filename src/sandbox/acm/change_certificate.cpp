#include "sandbox/acm/change_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/requested_names.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace certwright::sandbox::acm {
namespace {

constexpr Duration mail_time = std::chrono::hours{72};

[[noreturn]] void refuse(std::string code, std::string message) {
    throw ServiceError{std::move(code), std::move(message)};
}

void refuse_in_use(const Certificate& certificate) {
    if (!certificate.in_use()) return;
    refuse("ResourceInUseException", fmt::format("Certificate {} in account {} is in use.", certificate.arn,
                                                 certificate.account_id));
}

DomainValidation& require_domain(Certificate& certificate, const std::string& domain) {
    for (auto& validation : certificate.validations) {
        if (validation.domain == domain) return validation;
    }
    refuse("InvalidDomainValidationOptionsException",
           fmt::format("Domain {} does not belong to certificate {}.", domain, certificate.arn));
}

}  // namespace

json::object delete_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    refuse_in_use(certificate);
    call.world.agenda.drop(certificate.arn);
    certificate.deleted_at = call.now + call.world.settings.delete_delay;
    if (call.world.settings.delete_delay > Duration::zero()) return {};
    auto& store = store_of(call);
    store.waiting.erase(certificate.arn);
    const auto [first, last] = store.by_creation.equal_range(certificate.created_at);
    const auto entry = std::find_if(first, last, [&](const auto& row) { return row.second == certificate.arn; });
    if (entry != last) store.by_creation.erase(entry);
    const std::string arn = certificate.arn;
    store.certificates.erase(arn);
    return {};
}

json::object renew_certificate(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    if (certificate.is_pending()) {
        refuse("RequestInProgressException", fmt::format("Certificate {} is not yet issued.", certificate.arn));
    }
    const bool renewing = certificate.renewal && certificate.renewal->status.starts_with("PENDING");
    if (renewing) {
        refuse("RequestInProgressException",
               fmt::format("The renewal of certificate {} is in progress.", certificate.arn));
    }
    const bool eligible =
        certificate.status == "ISSUED" && certificate.exportable && certificate.exported_since_renewal;
    if (!eligible) {
        refuse("ValidationException",
               fmt::format("Certificate {} is not eligible for renewal. Only exported private certificates and exported "
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
        refuse("ValidationException",
               fmt::format("Certificate {} cannot be revoked. Only issued certificates that were exported can.",
                           certificate.arn));
    }
    refuse_in_use(certificate);
    certificate.status = "REVOKED";
    certificate.revoked_at = call.now;
    certificate.revocation_reason = json::text(input, "RevocationReason").value_or("UNSPECIFIED");
    begin(call.world, certificate, call.now);
    return {{"CertificateArn", certificate.arn}};
}

json::object resend_validation_email(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    if (!certificate.is_pending() || certificate.validation_method() != "EMAIL") {
        refuse("InvalidStateException",
               fmt::format("Certificate {} does not wait for validation by email.", certificate.arn));
    }
    auto& validation = require_domain(certificate, json::text(input, "Domain").value_or(""));
    const auto domain = json::text(input, "ValidationDomain").value_or("");
    if (!is_same_or_above(domain, without_wildcard(validation.domain))) {
        refuse("InvalidDomainValidationOptionsException",
               fmt::format("The validation domain {} is not the same as or a superdomain of {}.", domain,
                           validation.domain));
    }
    if (call.now > validation.asked_at + mail_time) {
        refuse("InvalidStateException", "More than 72 hours have passed; request the certificate again.");
    }
    validation.validation_domain = domain;
    // The step that sends mails takes every name that has none yet.
    for (auto& each : certificate.validations) each.emails.clear();
    begin(call.world, certificate, call.now);
    return {};
}

json::object update_certificate_options(const Call& call, const json::object& input) {
    auto& certificate = require_certificate(call, input);
    const auto& options = input.at("Options").as_object();
    const auto transparency = json::text(options, "CertificateTransparencyLoggingPreference");
    const auto method = json::text(options, "ValidationMethod");
    if (certificate.type == "IMPORTED" || certificate.type == "PRIVATE") {
        refuse("InvalidStateException",
               fmt::format("Options of certificate {} of type {} cannot be changed.", certificate.arn, certificate.type));
    }
    if (const auto exported = json::text(options, "Export");
        exported && (*exported == "ENABLED") != certificate.exportable) {
        refuse("ValidationException", "The export option cannot be changed after a certificate was requested.");
    }
    if (method && *method != certificate.validation_method()) {
        refuse("ValidationException", "The sandbox does not act out a change of the validation method.");
    }
    if (certificate.is_pending()) {
        refuse("InvalidStateException", fmt::format("Certificate {} is not yet issued.", certificate.arn));
    }
    if (transparency) certificate.transparency = *transparency;
    return {};
}

}  // namespace certwright::sandbox::acm
