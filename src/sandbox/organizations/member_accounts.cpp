#include "sandbox/organizations/member_accounts.hpp"

#include "base/json.hpp"
#include "sandbox/organizations/access.hpp"
#include "sandbox/wire/service_error.hpp"
#include "sandbox/world/pager.hpp"
#include "sandbox/world/world.hpp"

#include <fmt/format.h>

#include <utility>

namespace certwright::sandbox::organizations {
namespace {

/// The most that MaxResults may ask for.
constexpr std::int64_t default_page = 20;

/// The older member Status knows three of the states.
std::string status_of(const std::string& state) {
    if (state == "SUSPENDED" || state == "CLOSED") return "SUSPENDED";
    return state == "PENDING_CLOSURE" ? state : "ACTIVE";
}

json::object shown(const Call& call, const Organization& organization, const std::string& id,
                   const Membership& membership) {
    const Account& account = call.world.accounts.at(id);
    return {{"Id", id},
            {"Arn", arn_of(call, organization, "account", id)},
            {"Email", account.email},
            {"Name", account.name},
            {"Status", status_of(membership.state)},
            {"State", membership.state},
            {"Paths",
             json::array{json::value(fmt::format("{}/{}/{}/", organization.id, organization.root_id, id))}},
            {"JoinedMethod", membership.joined_method},
            {"JoinedTimestamp", static_cast<double>(to_micros(membership.joined_at)) / 1e6}};
}

ServiceError invalid_token() {
    return ServiceError{"InvalidInputException", "You provided an invalid NextToken value."}.with(
        "Reason", R"("INVALID_NEXT_TOKEN")");
}

}  // namespace

json::object describe_account(const Call& call, const json::object& input) {
    const auto& organization = require_management(call);
    const auto found = organization.members.find(std::string_view{input.at("AccountId").as_string()});
    if (found == organization.members.end()) {
        throw ServiceError{"AccountNotFoundException", "You specified an account that doesn't exist."};
    }
    return {{"Account", shown(call, organization, found->first, found->second)}};
}

json::object list_accounts(const Call& call, const json::object& input) {
    const auto& organization = require_management(call);
    const auto limit = json::integer(input, "MaxResults").value_or(default_page);
    Pager pager{json::text(input, "NextToken").value_or(""), static_cast<std::size_t>(limit),
                "ListAccounts " + organization.id, call.now, invalid_token()};
    json::array rows;
    const auto& members = organization.members;
    for (auto row = members.upper_bound(pager.after()); row != members.end(); ++row) {
        if (!pager.take(row->first)) break;
        rows.push_back(shown(call, organization, row->first, row->second));
    }
    json::object answer{{"Accounts", std::move(rows)}};
    if (const auto next = pager.next_token(); !next.empty()) answer["NextToken"] = next;
    return answer;
}

}  // namespace certwright::sandbox::organizations
