#include "sandbox/front/front_door.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "sandbox/auth/refusal.hpp"
#include "sandbox/auth/signature.hpp"
#include "sandbox/faults/fault_answers.hpp"
#include "sandbox/front/access_request.hpp"
#include "sandbox/front/execution.hpp"
#include "sandbox/wire/constraints.hpp"
#include "sandbox/world/random.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace certwright::sandbox {
namespace {

/// Signed by a token of somebody else's instead of by a key.
bool is_unsigned(const Addressed& addressed) {
    return addressed.service->id == "sts" && addressed.operation->name == "AssumeRoleWithWebIdentity";
}

/// STS decides by itself: who they are everybody may ask, and whom a role lets in its trust tells.
bool is_decided_by_policies(const ServiceModel& service) {
    return service.id != "sts";
}

/// What the front ends of the services call an input that breaks the model's constraints.
std::string constraint_code(const ServiceModel& service) {
    if (service.id == "route53" || service.id == "organizations")
        return service.id == "route53" ? "InvalidInput" : "InvalidInputException";
    if (service.id == "cloudfront") return "InvalidArgument";
    if (service.id == "resourcegroupstaggingapi") return "InvalidParameterException";
    if (service.protocol == Protocol::query || service.protocol == Protocol::ec2) return "ValidationError";
    return "ValidationException";
}

void check_constraints(const Addressed& addressed, const json::object& input) {
    // SQS does not check by its model; it has parameters and words of its own.
    if (addressed.operation->input == nullptr || addressed.service->id == "sqs") return;
    const auto found = violations(*addressed.operation->input, input);
    if (!found.empty())
        throw ServiceError{constraint_code(*addressed.service), describe_violations(found), 400};
}

std::string origin_of(const Settings& settings, const net::ServerRequest& request) {
    const std::string scheme = settings.tls_certificate.empty() ? "http://" : "https://";
    return scheme + std::string{request.headers.find("Host").value_or(settings.address)};
}

/// Throws ServiceError when a policy, or a fault, denies the call.
void check_policies(const FaultEffect& effect, const Principal& principal, const ServiceModel& service,
                    const AccessRequest& request) {
    if (effect.kind == FaultKind::denied)
        throw denied_by_policy(principal, request, Verdict::denied_implicitly, service.protocol);
    if (is_decided_by_policies(service)) authorize(principal, request, service.protocol);
}

}  // namespace

FaultCall FrontDoor::fault_call(const Addressed& addressed, const net::ServerRequest& request) const {
    FaultCall call;
    if (addressed.service != nullptr) call.service = addressed.service->id;
    if (addressed.operation != nullptr) {
        call.operation = addressed.operation->name;
        const Operation* found = operations_.find(call.service, call.operation);
        call.reads = found != nullptr && !found->writes;
    }
    const auto signature = read_signature(request).signature;
    if (!signature) return call;
    call.region = signature->region;
    call.access_key = signature->access_key_id;
    const std::shared_lock shared{world_.lock};
    const auto key = world_.access_keys.find(call.access_key);
    if (key != world_.access_keys.end()) call.account = key->second.principal.account_id;
    return call;
}

net::ServerResponse FrontDoor::act(const FaultEffect& effect, const Addressed& addressed,
                                   const net::ServerRequest& request, const std::string& request_id) {
    const ServiceModel& service = *addressed.service;
    const OperationModel& operation = require_operation(addressed, request);
    Caller caller{.principal = {}, .region = "us-east-1"};
    if (!is_unsigned(addressed)) {
        const std::shared_lock shared{world_.lock};
        caller = authenticate(world_, service, request);
    }
    const std::string& account_id = caller.principal.account_id;
    const bool admitted = throttle_.admit(account_id, caller.region, service.id, operation.name);
    counts_.add(account_id, caller.region, service.id, operation.name, /*throttled=*/!admitted);
    if (!admitted) throw over_rate(&service);
    auto input = decode_input(addressed, request);
    if (is_decided_by_policies(service) || effect.kind == FaultKind::denied) {
        check_policies(effect, caller.principal, service,
                       access_request_of(world_, caller, service, operation, input));
    }
    check_constraints(addressed, input);
    const Operation* found = operations_.find(service.id, operation.name);
    if (found == nullptr) {
        throw ServiceError{service.protocol == Protocol::json ? "ValidationException" : "InvalidAction",
                           "The sandbox does not act out " + service.id + " " + operation.name, 400};
    }
    const auto output = execute(world_, faults_,
                                {.operation = *found,
                                 .model = operation,
                                 .caller = caller,
                                 .effect = effect,
                                 .input = input,
                                 .origin = origin_of(world_.settings, request)});
    return encode_output(addressed, output, request_id);
}

net::ServerResponse FrontDoor::answer(const net::ServerRequest& request) {
    const std::string request_id = random_uuid();
    Addressed addressed;
    try {
        addressed = address_of(models_, request);
    } catch (const ServiceError& refused) {
        return encode_error({.in_form = is_form(request)}, refused, request_id);
    }
    if (!faults_.any()) return answer_with({}, addressed, request, request_id);
    const auto call = fault_call(addressed, request);
    const auto effect = faults_.meet(call, request_id);
    auto instead = answer_instead(effect, addressed, request_id);
    if (instead) count_unacted(call, effect);
    auto response = instead ? *std::move(instead) : answer_with(effect, addressed, request, request_id);
    spoil(response, effect);
    return response;
}

void FrontDoor::count_unacted(const FaultCall& call, const FaultEffect& effect) {
    const bool is_known = !call.account.empty() && !call.operation.empty();
    if (is_known)
        counts_.add(call.account, call.region, call.service, call.operation,
                    /*throttled=*/effect.kind == FaultKind::throttled);
}

net::ServerResponse FrontDoor::answer_with(const FaultEffect& effect, const Addressed& addressed,
                                           const net::ServerRequest& request, const std::string& request_id) {
    try {
        if (addressed.service == nullptr) require_operation(addressed, request);
        return act(effect, addressed, request, request_id);
    } catch (const ServiceError& refused) {
        return encode_error(addressed, refused, request_id);
    } catch (const std::exception& bug) {
        log::error(
            "an operation failed",
            {{"operation", addressed.operation ? addressed.operation->name : ""}, {"reason", bug.what()}});
        return encode_error(addressed,
                            ServiceError{"InternalFailure", "The sandbox failed; its log says why", 500},
                            request_id);
    }
}

}  // namespace certwright::sandbox
