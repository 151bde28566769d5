#include "sandbox/acm/request_certificate.hpp"

#include "base/json.hpp"
#include "sandbox/acm/idempotency.hpp"
#include "sandbox/acm/life.hpp"
#include "sandbox/acm/limits.hpp"
#include "sandbox/acm/lookup.hpp"
#include "sandbox/acm/private_issuance.hpp"
#include "sandbox/acm/requested_names.hpp"
#include "sandbox/acm/tags.hpp"
#include "sandbox/acm/validation.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/random.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::acm {
namespace {

[[noreturn]] void refuse_request(std::string code, std::string message) {
    throw ServiceError{std::move(code), std::move(message)};
}

void check_key_algorithm(const std::string& algorithm) {
    for (const auto* taken : {"RSA_2048", "EC_prime256v1", "EC_secp384r1"}) {
        if (algorithm == taken) return;
    }
    refuse_request(
        "InvalidParameterException",
        fmt::format("The key algorithm {} is not supported for requested certificates.", algorithm));
}

/// Where the mails for each name go: the name's own domain, unless the request says a domain above it.
std::string validation_domain(const json::object& input, const std::string& name) {
    const auto* options = json::find(input, "DomainValidationOptions");
    if (options == nullptr) return name;
    for (const auto& option : options->as_array()) {
        const auto& from = option.as_object();
        if (json::text(from, "DomainName") != name) continue;
        auto domain = json::text(from, "ValidationDomain").value_or("");
        if (!is_same_or_above(domain, without_wildcard(name))) {
            refuse_request("InvalidDomainValidationOptionsException",
                           fmt::format("The validation domain {} is not the same as or a superdomain of {}.",
                                       domain, name));
        }
        return domain;
    }
    return name;
}

void check_validation_options(const json::object& input, const std::vector<std::string>& names) {
    const auto* options = json::find(input, "DomainValidationOptions");
    if (options == nullptr) return;
    for (const auto& option : options->as_array()) {
        const auto name = json::text(option.as_object(), "DomainName").value_or("");
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            refuse_request("InvalidDomainValidationOptionsException",
                           fmt::format("The domain name {} is not among the names of the request.", name));
        }
    }
}

std::vector<DomainValidation> validations_for(const Call& call, const json::object& input,
                                              const std::vector<std::string>& names) {
    // EMAIL is what ACM takes when nothing is said.
    const auto method = json::text(input, "ValidationMethod").value_or("EMAIL");
    std::vector<DomainValidation> validations;
    for (const auto& name : names) {
        DomainValidation validation{.domain = name,
                                    .validation_domain = validation_domain(input, name),
                                    .status = "PENDING_VALIDATION",
                                    .method = method,
                                    .record_name = "",
                                    .record_value = "",
                                    .emails = {},
                                    .asked_at = call.now};
        validations.push_back(std::move(validation));
    }
    return validations;
}

bool wants_export(const json::object& input) {
    const auto* options = json::find(input, "Options");
    return options != nullptr && json::text(options->as_object(), "Export") == "ENABLED";
}

/// What of a request its token stands for: ACM looks at the names, not at a CA that changed meanwhile.
std::string token_scope(const std::vector<std::string>& names) {
    std::string scope;
    for (const auto& name : names) scope += name + "\n";
    return scope;
}

Certificate requested_certificate(const Call& call, const json::object& input,
                                  std::vector<std::string> names) {
    Certificate made;
    made.id = random_uuid();
    made.arn = call.account.arn("acm", call.region, "certificate/" + made.id);
    made.account_id = call.account.id;
    made.region = call.region;
    made.authority_arn = json::text(input, "CertificateAuthorityArn").value_or("");
    made.type = made.authority_arn.empty() ? "AMAZON_ISSUED" : "PRIVATE";
    made.status = "PENDING_VALIDATION";
    made.key_algorithm = json::text(input, "KeyAlgorithm").value_or("RSA_2048");
    made.domain_name = names.front();
    made.created_at = call.now;
    made.managed_by = json::text(input, "ManagedBy").value_or("");
    made.tags = merged_tags({}, input);
    made.exportable = made.type == "PRIVATE" || wants_export(input);
    if (made.type == "AMAZON_ISSUED") made.validations = validations_for(call, input, names);
    if (made.type == "PRIVATE" && !may_ask_authority(call, made.authority_arn)) {
        made.status = "FAILED";
        made.failure_reason = "PCA_ACCESS_DENIED";
    }
    made.names = std::move(names);
    made.approval_secret = random_uuid();
    return made;
}

}  // namespace

json::object request_certificate(const Call& call, const json::object& input) {
    auto& store = store_of(call);
    auto names = requested_names(input, call.world.settings.names_per_certificate);
    check_key_algorithm(json::text(input, "KeyAlgorithm").value_or("RSA_2048"));
    check_validation_options(input, names);
    const auto token = json::text(input, "IdempotencyToken");
    if (token) {
        const auto* used = recall(store, *token, call.now);
        if (used != nullptr && used->input == token_scope(names)) return {{"CertificateArn", used->arn}};
    }
    if (json::text(input, "ValidationMethod") == "HTTP" && !input.contains("ManagedBy")) {
        refuse_request("InvalidParameterException",
                       "HTTP validation is for certificates that CloudFront manages.");
    }
    Certificate made = requested_certificate(call, input, std::move(names));
    if (made.type == "AMAZON_ISSUED") count_request(store, call.world.settings, call.now);
    const std::string arn = made.arn;
    if (token) remember(store, *token, {.arn = arn, .input = token_scope(made.names), .at = call.now});
    store.by_creation.emplace(made.created_at, arn);
    auto& kept = store.certificates.emplace(arn, std::move(made)).first->second;
    begin(call.world, kept, call.now);
    return {{"CertificateArn", arn}};
}

}  // namespace certwright::sandbox::acm
