#include "sandbox/front/front_door.hpp"

#include "base/json.hpp"
#include "base/log.hpp"
#include "sandbox/auth/refusal.hpp"
#include "sandbox/front/access_request.hpp"
#include "sandbox/front/authentication.hpp"
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

constexpr Duration look_again = std::chrono::milliseconds{200};

std::string origin_of(const Settings& settings, const net::ServerRequest& request) {
    const std::string scheme = settings.tls_certificate.empty() ? "http://" : "https://";
    return scheme + std::string{request.headers.find("Host").value_or(settings.address)};
}

ServiceError over_rate(const ServiceModel& service) {
    const bool json = speaks_json(service.protocol);
    return {json ? "ThrottlingException" : "Throttling", "Rate exceeded", 400};
}

}  // namespace

net::ServerResponse FrontDoor::act(const Addressed& addressed, const net::ServerRequest& request,
                                   const std::string& request_id) {
    const ServiceModel& service = *addressed.service;
    const OperationModel& operation = require_operation(addressed, request);
    Caller caller{.principal = {}, .region = "us-east-1"};
    if (!is_unsigned(addressed)) {
        const std::shared_lock shared{world_.lock};
        caller = authenticate(world_, service, request);
    }
    if (!throttle_.admit(caller.principal.account_id, caller.region, service.id, operation.name)) {
        throw over_rate(service);
    }
    auto input = decode_input(addressed, request);
    if (is_decided_by_policies(service)) {
        authorize(caller.principal, access_request_of(world_, caller, service, operation, input),
                  service.protocol);
    }
    check_constraints(addressed, input);
    const Operation* found = operations_.find(service.id, operation.name);
    if (found == nullptr) {
        throw ServiceError{service.protocol == Protocol::json ? "ValidationException" : "InvalidAction",
                           "The sandbox does not act out " + service.id + " " + operation.name, 400};
    }
    json::object output = run(*found, caller, operation, input, origin_of(world_.settings, request));
    return encode_output(addressed, std::move(output), request_id);
}

json::object FrontDoor::run(const Operation& found, const Caller& caller, const OperationModel& operation,
                            const json::object& input, const std::string& origin) {
    std::optional<Time> end;
    while (true) {
        const auto seen = world_.messages.count();
        const auto once = [&] {
            static Account nobody;
            const auto account = world_.accounts.find(caller.principal.account_id);
            const Call call{world_,        account == world_.accounts.end() ? nobody : account->second,
                            caller.region, caller.principal,
                            operation,     world_.clock.now(),
                            origin};
            auto output = found.act(call, input);
            const auto wait = found.patience ? found.patience(call, input, output) : Duration::zero();
            return std::pair{std::move(output), wait};
        };
        auto [output, wait] = found.writes ? world_.locked(once) : world_.locked_shared(once);
        const Time now = world_.machine.now();
        if (!end) end = now + wait;
        if (wait == Duration::zero() || now >= *end) return std::move(output);
        // What was received and not deleted comes back without being announced.
        if (!world_.messages.wait(seen, std::min<Duration>(*end - now, look_again))) return std::move(output);
    }
}

net::ServerResponse FrontDoor::answer(const net::ServerRequest& request) {
    const std::string request_id = random_uuid();
    Addressed addressed;
    try {
        addressed = address_of(models_, request);
        if (addressed.service == nullptr) require_operation(addressed, request);
        return act(addressed, request, request_id);
    } catch (const ServiceError& refused) {
        return encode_error(addressed.service, refused, request_id);
    } catch (const std::exception& bug) {
        log::error(
            "an operation failed",
            {{"operation", addressed.operation ? addressed.operation->name : ""}, {"reason", bug.what()}});
        return encode_error(addressed.service,
                            ServiceError{"InternalFailure", "The sandbox failed; its log says why", 500},
                            request_id);
    }
}

}  // namespace certwright::sandbox
