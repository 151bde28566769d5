#include "sandbox/front/authentication.hpp"

#include "base/secret.hpp"
#include "sandbox/auth/refusal.hpp"
#include "sandbox/auth/signature.hpp"
#include "sandbox/world/partitions.hpp"

#include <fmt/format.h>

namespace certwright::sandbox {
namespace {

constexpr auto wrong_signature =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
    "Access Key "
    "and signing method. Consult the service documentation for details.";

[[noreturn]] void refuse_caller(Protocol protocol, Doubt doubt, std::string message) {
    throw refusal_of({doubt, std::move(message)}, protocol);
}

void check_token(const AccessKey& key, const net::ServerRequest& request, Time machine_now,
                 Protocol protocol) {
    const auto token = request.headers.find("X-Amz-Security-Token").value_or("");
    if (!equal_in_constant_time(token, key.session_token)) throw invalid_token(protocol);
    if (key.expires && *key.expires <= machine_now) throw expired_token(protocol);
}

/// A key of one partition is unknown in the others, and one of an account in regions that are off.
void check_region(const World& world, const AccessKey& key, const std::string& region, Protocol protocol) {
    const auto account = world.accounts.find(key.principal.account_id);
    const auto* partition = partition_of_region(region);
    const bool reachable = account != world.accounts.end() && partition != nullptr &&
                           partition->name == account->second.partition &&
                           !account->second.disabled_regions.contains(region);
    if (!reachable) throw invalid_token(protocol);
}

}  // namespace

Caller authenticate(const World& world, const ServiceModel& service, const net::ServerRequest& request) {
    const Protocol protocol = service.protocol;
    auto [signature, refusal] = read_signature(request);
    if (!signature) throw refusal_of(refusal, protocol);
    const Time machine_now = world.machine.now();
    if (world.settings.check_signatures) {
        if (auto problem =
                scope_problem(*signature, service.signing_name, machine_now, world.settings.skew)) {
            refuse_caller(protocol, Doubt::wrong_signature, *std::move(problem));
        }
    }
    const auto found = world.access_keys.find(signature->access_key_id);
    if (found == world.access_keys.end()) throw invalid_token(protocol);
    const AccessKey& key = found->second;
    check_token(key, request, machine_now, protocol);
    if (world.settings.check_signatures && !is_made_by(key.secret, *signature, request)) {
        refuse_caller(protocol, Doubt::wrong_signature, wrong_signature);
    }
    check_region(world, key, signature->region, protocol);
    return {.principal = key.principal, .region = signature->region};
}

ServiceError denied_by_policy(const Principal& principal, const AccessRequest& request, Verdict verdict,
                              Protocol protocol) {
    const std::string& called = request.called.empty() ? request.resource : request.called;
    const std::string on = called == "*" ? "" : " on resource: " + called;
    const std::string why =
        verdict == Verdict::denied_explicitly
            ? "with an explicit deny in an identity-based policy"
            : fmt::format("because no identity-based policy allows the {} action", request.action);
    return access_denied(
        fmt::format("User: {} is not authorized to perform: {}{} {}", principal.arn, request.action, on, why),
        protocol);
}

void authorize(const Principal& principal, const AccessRequest& request, Protocol protocol) {
    if (!principal.policy) return;
    const Verdict verdict = principal.policy->decide(request);
    if (verdict != Verdict::allowed) throw denied_by_policy(principal, request, verdict, protocol);
}

}  // namespace certwright::sandbox
