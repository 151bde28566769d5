#include "aws/exchange.hpp"

#include "aws/classify.hpp"
#include "aws/error_body.hpp"

namespace certwright::aws {

namespace {

/// Whether an answer of status 200 can be what the service speaks; a captive portal's page cannot.
bool is_in_dialect(const net::ClientResponse& response, Protocol protocol) {
    const std::size_t start = response.body.find_first_not_of(" \t\r\n");
    // Operations without output answer nothing at all.
    if (start == std::string::npos) return true;
    if (protocol == Protocol::json) return response.body[start] == '{';
    const std::string_view opening = std::string_view{response.body}.substr(start, 9);
    return opening.starts_with('<') && !net::equal_ignoring_case(opening, "<!doctype") &&
           !net::equal_ignoring_case(opening.substr(0, 5), "<html");
}

void erase_all(std::string& text, std::string_view secret) {
    for (std::size_t at = text.find(secret); !secret.empty() && at != std::string::npos;
         at = text.find(secret, at))
        text.replace(at, secret.size(), "…");
}

/// AWS explains a wrong signature with the whole canonical request, session token included.
std::string without_secrets(std::string message, const Credentials* credentials) {
    message.resize(std::min(message.size(), message.find("The Canonical String")));
    if (!credentials) return message;
    erase_all(message, credentials->session_token.reveal());
    erase_all(message, credentials->secret_access_key.reveal());
    return message;
}

FailureKind kind_of(net::TransportFailure failure) {
    switch (failure) {
        case net::TransportFailure::too_large:
            return FailureKind::malformed;
        case net::TransportFailure::cancelled:
            return FailureKind::cancelled;
        case net::TransportFailure::resolve:
        case net::TransportFailure::connect:
        case net::TransportFailure::tls:
        case net::TransportFailure::timeout:
        case net::TransportFailure::reset:
        case net::TransportFailure::proxy:
        case net::TransportFailure::address_refused:
            return FailureKind::unreachable;
    }
    return FailureKind::unreachable;
}

std::string_view body_of(const Call& call) {
    return call.confidential_body ? call.confidential_body->reveal() : std::string_view{call.body};
}

std::string not_aws(const net::ClientResponse& response) {
    const auto type = response.headers.find("Content-Type");
    return "the answer is no AWS answer: status " + std::to_string(response.status) + ", " +
           (type ? printable(*type) : "no content type") + ", " + std::to_string(response.body.size()) +
           " bytes";
}

Ending unanswered(Failure refused, const net::NoResponse& none) {
    refused.kind = kind_of(none.failure);
    refused.message = std::string{net::to_string(none.failure)} + ": " + printable(none.detail);
    refused.was_sent = none.sent;
    // A certificate that is not trusted stays so; everything else may pass.
    return {.outcome = refused,
            .last = {.kind = refused.kind,
                     .sent = none.sent,
                     .transient = none.failure != net::TransportFailure::tls,
                     .timed_out = none.failure == net::TransportFailure::timeout,
                     .idempotent = true}};
}

Ending refusal(Failure refused, const net::ClientResponse& response) {
    refused.http_status = response.status;
    return {.outcome = refused,
            .last = {.kind = refused.kind,
                     .http_status = response.status,
                     .retry_after = retry_after_of(response.headers)},
            .headers = response.headers};
}

}  // namespace

net::ClientRequest compose(const Call& call, const Endpoint& endpoint, const Site& site) {
    net::ClientRequest request{
        .method = call.method, .url = endpoint.url, .ca_bundle = site.ca_bundle, .proxy = site.proxy};
    if (request.url.path.ends_with('/')) request.url.path.pop_back();
    request.url.path += call.path;
    request.url.query = call.query;
    const Dialect& dialect = dialect_of(call.service);
    switch (dialect.protocol) {
        case Protocol::json:
            request.headers.add("Content-Type", "application/x-amz-json-1.1");
            request.headers.add("X-Amz-Target", std::string{dialect.target} + "." + call.operation);
            request.body = body_of(call);
            break;
        case Protocol::query: {
            request.headers.add("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
            const std::string_view form = body_of(call);
            request.body = "Action=" + call.operation + "&Version=" + std::string{dialect.version};
            // Growing would leave a copy behind, maybe of a secret.
            request.body.reserve(request.body.size() + 1 + form.size());
            if (!form.empty()) request.body.append("&").append(form);
            break;
        }
    }
    request.headers.add("User-Agent", "certwright/" CERTWRIGHT_VERSION);
    return request;
}

Failure failure_of(const Call& call, const Endpoint& endpoint, FailureKind kind, std::string message) {
    const Dialect& dialect = dialect_of(call.service);
    return {.kind = kind,
            .service = std::string{dialect.name},
            .operation = call.operation,
            .region = dialect.global ? std::string{} : endpoint.signing_region,
            .code = {},
            .message = std::move(message),
            .http_status = 0,
            .request_id = {}};
}

Ending read_answer(const std::variant<net::ClientResponse, net::NoResponse>& answer, const Call& call,
                   const Endpoint& endpoint, const Credentials* credentials, bool key_is_proven) {
    Failure refused = failure_of(call, endpoint, FailureKind::malformed, {});
    if (const auto* none = std::get_if<net::NoResponse>(&answer))
        return unanswered(std::move(refused), *none);
    const auto& response = std::get<net::ClientResponse>(answer);
    if (response.status >= 200 && response.status < 300) {
        if (is_in_dialect(response, dialect_of(call.service).protocol))
            return {.outcome = response.body,
                    .last = {.http_status = response.status},
                    .headers = response.headers};
        refused.message = not_aws(response);
        refused.request_id = request_id_of(response.headers);
        return refusal(std::move(refused), response);
    }
    ServiceError error = read_service_error(response.headers, response.body);
    refused.kind = classify({.code = error.code,
                             .status = response.status,
                             .service = call.service,
                             .region = endpoint.signing_region,
                             .key_is_proven = key_is_proven});
    const bool is_aws_error = !error.code.empty() || !error.message.empty();
    refused.code = std::move(error.code);
    refused.message =
        is_aws_error ? without_secrets(std::move(error.message), credentials) : not_aws(response);
    refused.request_id = std::move(error.request_id);
    return refusal(std::move(refused), response);
}

}  // namespace certwright::aws
