#include "sandbox/pca/issue_certificate.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/pca/idempotency.hpp"
#include "sandbox/pca/lookup.hpp"
#include "sandbox/pca/passthrough.hpp"
#include "sandbox/pca/signer.hpp"
#include "sandbox/pca/validity.hpp"
#include "sandbox/wire/service_error.hpp"
#include "x509/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace certwright::sandbox::pca {
namespace {

[[noreturn]] void refuse_arguments(std::string message) {
    throw ServiceError{"InvalidArgsException", std::move(message)};
}

[[noreturn]] void refuse_csr(std::string message) {
    throw ServiceError{"MalformedCSRException", std::move(message)};
}

x509::Request read_csr(const json::object& input) {
    x509::Request request;
    try {
        request = x509::parse_request(as_bytes(std::string_view{input.at("Csr").as_string()}));
    } catch (const Error& wrong) {
        refuse_csr("The certificate signing request could not be parsed: " + wrong.message());
    }
    if (!request.signature_valid)
        refuse_csr("The signature of the certificate signing request is not valid.");
    if (!key_family(request.key_algorithm))
        refuse_csr("The key algorithm " + request.key_algorithm + " is not supported.");
    return request;
}

TemplateRules require_template(const Call& call, const json::object& input) {
    const auto arn = json::text(input, "TemplateArn").value_or(default_template(call.account.partition));
    auto rules = find_template(arn, call.account.partition);
    if (!rules) refuse_arguments(fmt::format("There is no certificate template {}.", arn));
    return *std::move(rules);
}

SigningAlgorithm require_algorithm(const json::object& input) {
    const auto name = json::text(input, "SigningAlgorithm").value_or("");
    const auto algorithm = find_signing_algorithm(name);
    if (!algorithm) refuse_arguments(fmt::format("The sandbox does not sign with {}.", name));
    return *algorithm;
}

Time require_moment(const json::object& input, std::string_view member, Time now) {
    const auto& validity = input.at(member).as_object();
    const auto type = json::text(validity, "Type").value_or("");
    const auto moment = moment_of(type, json::integer(validity, "Value").value_or(0), now);
    if (!moment) refuse_arguments(fmt::format("The value of {} is not one of type {}.", member, type));
    return std::chrono::floor<std::chrono::seconds>(*moment);
}

/// "ValidityNotBefore" is a date and time, never a span.
Time first_moment(const json::object& input, Time now) {
    if (!input.contains("ValidityNotBefore"))
        return std::chrono::floor<std::chrono::seconds>(now - head_start);
    if (json::text(input.at("ValidityNotBefore").as_object(), "Type") != "ABSOLUTE")
        refuse_arguments("ValidityNotBefore must be of type ABSOLUTE.");
    return require_moment(input, "ValidityNotBefore", now);
}

SigningOrder order_of(const Call& call, const json::object& input) {
    SigningOrder order;
    order.rules = require_template(call, input);
    order.algorithm = require_algorithm(input);
    auto request = read_csr(input);
    const auto* passed = json::find(input, "ApiPassthrough");
    order.described = described_by(order.rules, request, passed == nullptr ? nullptr : &passed->as_object());
    order.described.not_before = first_moment(input, call.now);
    order.described.not_after = require_moment(input, "Validity", call.now);
    order.public_key = std::move(request.public_key);
    return order;
}

std::string arn_of(const Authority& authority, const std::string& serial) {
    std::string digits = serial;
    std::erase(digits, ':');
    return authority.arn + "/certificate/" + digits;
}

/// The serial in ".../certificate/0aff" of this authority, with colons; empty for an ARN of something else.
std::string serial_in(const Authority& authority, const std::string& arn) {
    const std::string prefix = authority.arn + "/certificate/";
    if (!arn.starts_with(prefix)) return {};
    std::string serial;
    for (std::size_t at = prefix.size(); at < arn.size(); at += 2)
        serial += (serial.empty() ? "" : ":") + arn.substr(at, 2);
    return serial;
}

}  // namespace

json::object issue_certificate(const Call& call, const json::object& input) {
    auto& authority = require_authority(call, input);
    Store& store = store_of(call);
    const auto known = recalled_arn(store, call.operation.name, input, call.now);
    if (!known.empty()) return {{"CertificateArn", known}};
    try {
        const auto& made = sign(call.world, authority, order_of(call, input), call.now);
        const std::string arn = arn_of(authority, made.serial);
        remember_arn(store, call.operation.name, input, arn, call.now);
        return {{"CertificateArn", arn}};
    } catch (const Error& wrong) {
        // What cannot be written in a certificate, of the request or of what was passed.
        refuse_arguments(wrong.message());
    }
}

json::object get_certificate(const Call& call, const json::object& input) {
    const auto& authority = require_authority(call, input);
    require_state(authority, {"PENDING_CERTIFICATE", "ACTIVE", "DISABLED", "EXPIRED"},
                  "have issued certificates");
    const auto arn = json::text(input, "CertificateArn").value_or("");
    const auto serial = serial_in(authority, arn);
    if (serial.empty()) {
        throw ServiceError{"InvalidArnException",
                           fmt::format("Arn {} is not a certificate of {}.", arn, authority.arn)};
    }
    const auto found = authority.issued.find(serial);
    if (found == authority.issued.end())
        throw ServiceError{"ResourceNotFoundException", fmt::format("Could not find certificate {}.", arn)};
    const IssuedCertificate& certificate = found->second;
    if (call.now < certificate.ready_at) {
        throw ServiceError{"RequestInProgressException",
                           fmt::format("The request for certificate {} is in progress.", arn)};
    }
    if (!certificate.failure.empty()) throw ServiceError{"RequestFailedException", certificate.failure};
    json::object output{{"Certificate", certificate.pem}};
    // A root's own certificate is above itself.
    const auto chain = chain_above(authority);
    if (!chain.empty() && certificate.pem != authority.certificate_pem) output["CertificateChain"] = chain;
    return output;
}

}  // namespace certwright::sandbox::pca
