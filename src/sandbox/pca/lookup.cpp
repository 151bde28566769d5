#include "sandbox/pca/lookup.hpp"

#include "base/json.hpp"
#include "sandbox/pca/access.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/arn.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::sandbox::pca {
namespace {

Authority& require_existing(const Call& call, const std::string& text) {
    const auto arn = Arn::parse(text);
    if (!arn || arn->service != "acm-pca" || !arn->resource.starts_with("certificate-authority/") ||
        arn->resource.find('/', arn->resource.find('/') + 1) != std::string::npos) {
        throw ServiceError{"InvalidArnException",
                           fmt::format("Arn {} is not a certificate authority ARN.", text)};
    }
    auto* found = arn->region == call.region ? find_by_arn(call.world, text) : nullptr;
    if (found == nullptr) {
        throw ServiceError{"ResourceNotFoundException",
                           fmt::format("Could not find Certificate Authority with ARN {}.", text)};
    }
    return *found;
}

[[noreturn]] void refuse_stranger(const Call& call, const Authority& authority) {
    throw ServiceError{
        "AccessDeniedException",
        fmt::format("User: {} is not authorized to perform: acm-pca:{} on resource: {} because no "
                    "resource-based policy allows the acm-pca:{} action",
                    call.principal.arn, call.operation.name, authority.arn, call.operation.name)};
}

}  // namespace

Store& store_of(const Call& call) {
    return call.world.region(call.account, call.region).pca;
}

Authority& require_authority(const Call& call, const json::object& input, std::string_view member) {
    auto& authority = require_existing(call, json::text(input, member).value_or(""));
    const auto request =
        access_to(authority, call.operation.name, json::text(input, "TemplateArn").value_or(""));
    if (!is_allowed(authority, call.principal, request)) refuse_stranger(call, authority);
    return authority;
}

Authority& require_own_authority(const Call& call, const json::object& input, std::string_view member) {
    auto& authority = require_existing(call, json::text(input, member).value_or(""));
    if (authority.account_id != call.account.id) refuse_stranger(call, authority);
    return authority;
}

void require_state(const Authority& authority, std::initializer_list<std::string_view> states,
                   std::string_view what_for) {
    if (std::find(states.begin(), states.end(), authority.status) != states.end()) return;
    throw ServiceError{"InvalidStateException",
                       fmt::format("The certificate authority {} is not in the correct state to {}.",
                                   authority.arn, what_for)};
}

double epoch(Time time) {
    return static_cast<double>(to_micros(time)) / 1e6;
}

}  // namespace certwright::sandbox::pca
