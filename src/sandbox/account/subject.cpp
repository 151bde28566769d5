#include "sandbox/account/subject.hpp"

#include "base/json.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

namespace certwright::sandbox::account {
namespace {

[[noreturn]] void deny(const Call& call, std::string_view why) {
    throw ServiceError{"AccessDeniedException",
                       fmt::format("User: {} is not authorized to perform: account:{} ({})",
                                   call.principal.arn, call.operation.name, why)};
}

}  // namespace

const Account& subject_of(const Call& call, const json::object& input) {
    const auto id = json::text(input, "AccountId");
    if (!id) return call.account;
    const auto& organization = call.world.organization;
    if (!organization || organization->management_account_id != call.account.id || !organization->has(*id)) {
        deny(call, "You are not authorized to manage this account.");
    }
    if (*id == call.account.id) {
        deny(call,
             "The management account can only be managed using the standalone context from the management "
             "account.");
    }
    if (!organization->trusts_account_management) {
        deny(call, "Your organization must first enable trusted access with AWS Account Management.");
    }
    return call.world.accounts.at(*id);
}

ServiceError invalid(std::string_view field, std::string_view message) {
    const json::array fields{json::object{{"name", field}, {"message", message}}};
    return ServiceError{"ValidationException", std::string{message}}
        .with("reason", R"("fieldValidationFailed")")
        .with("fieldList", boost::json::serialize(fields));
}

}  // namespace certwright::sandbox::account
