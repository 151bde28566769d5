#include "aws/failure.hpp"

#include "base/error.hpp"

namespace certwright::aws {

namespace {

Fault fault_of(FailureKind kind) {
    switch (kind) {
        case FailureKind::access_denied:
            return Fault::forbidden;
        case FailureKind::not_found:
            return Fault::not_found;
        case FailureKind::conflict:
            return Fault::conflict;
        case FailureKind::throttled:
            return Fault::rate_limited;
        case FailureKind::credentials:
        case FailureKind::region_disabled:
        case FailureKind::unknown_operation:
        case FailureKind::quota:
        case FailureKind::invalid:
            return Fault::invalid;
        case FailureKind::unreachable:
        case FailureKind::malformed:
        case FailureKind::service:
        case FailureKind::cancelled:
            return Fault::unavailable;
    }
    ensure(false, "a failure kind is one of the enumeration");
    return Fault::internal;
}

std::string hint_of(const Failure& failure) {
    switch (failure.kind) {
        case FailureKind::access_denied:
            return "allow " + failure.service + ":" + failure.operation + " in the account's policy";
        case FailureKind::credentials:
            return "check the account's access key or role, and that this machine's clock is right";
        case FailureKind::region_disabled:
            return "enable the region in the AWS account, or leave it out";
        case FailureKind::unknown_operation:
            return "this endpoint does not offer the operation";
        case FailureKind::not_found:
            return "it may have been deleted; run a discovery";
        case FailureKind::conflict:
            return "try again when AWS has finished or released it";
        case FailureKind::quota:
            return "ask AWS to raise the quota, or delete what is not needed";
        case FailureKind::throttled:
            return "try again later, or scan fewer regions at once";
        case FailureKind::invalid:
            return {};
        case FailureKind::unreachable:
            return "check the network, the proxy, the CA bundle and the endpoint URL";
        case FailureKind::malformed:
            return "check that the endpoint URL is an AWS endpoint and not a web page";
        case FailureKind::service:
            return "try again later";
        case FailureKind::cancelled:
            return {};
    }
    return {};
}

}  // namespace

std::string_view to_string(FailureKind kind) {
    switch (kind) {
        case FailureKind::access_denied:
            return "access_denied";
        case FailureKind::credentials:
            return "credentials";
        case FailureKind::region_disabled:
            return "region_disabled";
        case FailureKind::unknown_operation:
            return "unknown_operation";
        case FailureKind::not_found:
            return "not_found";
        case FailureKind::conflict:
            return "conflict";
        case FailureKind::quota:
            return "quota";
        case FailureKind::throttled:
            return "throttled";
        case FailureKind::invalid:
            return "invalid";
        case FailureKind::unreachable:
            return "unreachable";
        case FailureKind::malformed:
            return "malformed";
        case FailureKind::service:
            return "service";
        case FailureKind::cancelled:
            return "cancelled";
    }
    return "service";
}

std::string Failure::text() const {
    std::string result = service;
    if (!operation.empty()) result += (result.empty() ? "" : " ") + operation;
    if (!region.empty()) result += " in " + region;
    for (const std::string& part : {code, message})
        if (!part.empty()) result += (result.empty() ? "" : ": ") + part;
    if (code.empty() && message.empty()) result += ": " + std::string{to_string(kind)};
    return result;
}

bool may_have_happened(const Failure& failure) {
    switch (failure.kind) {
        case FailureKind::unreachable:
        case FailureKind::malformed:
        case FailureKind::service:
        case FailureKind::cancelled:
            return failure.was_sent;
        case FailureKind::access_denied:
        case FailureKind::credentials:
        case FailureKind::region_disabled:
        case FailureKind::unknown_operation:
        case FailureKind::not_found:
        case FailureKind::conflict:
        case FailureKind::quota:
        case FailureKind::throttled:
        case FailureKind::invalid:
            return false;
    }
    return failure.was_sent;
}

Failure repeated_page(std::string service, std::string operation, std::string region) {
    return {.kind = FailureKind::malformed,
            .service = std::move(service),
            .operation = std::move(operation),
            .region = std::move(region),
            .code = {},
            .message = "the answer names the page just read as the next one",
            .http_status = 200,
            .request_id = {}};
}

void raise(const Failure& failure) {
    throw Error{fault_of(failure.kind), failure.text(), hint_of(failure)};
}

}  // namespace certwright::aws
