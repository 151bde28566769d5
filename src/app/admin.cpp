#include "app/admin.hpp"

#include "app/foundation.hpp"
#include "auth/api_tokens.hpp"
#include "auth/users.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "http/routes/account_document.hpp"
#include "inventory/accounts.hpp"

#include <algorithm>

namespace certwright::app {
namespace {

const auth::Caller local_caller{"system:command line", "", ""};

/// The first of "command line", "command line 2", … that none of these tokens has.
std::string free_name(const std::vector<auth::ApiToken>& tokens) {
    const auto is_taken = [&](const std::string& name) {
        return std::ranges::find(tokens, name, &auth::ApiToken::name) != tokens.end();
    };
    std::string name = unnamed_token;
    for (int number = 2; is_taken(name); ++number) name = unnamed_token + (" " + std::to_string(number));
    return name;
}

}  // namespace

void create_user(const Settings& settings, const std::string& name, auth::Role role,
                 const std::optional<Secret>& password) {
    Foundation foundation{settings};
    auth::Users users{foundation.log(), foundation.clock()};
    auth::NewUser user{name, std::nullopt, role};
    if (password) user.password = auth::Passwords{}.choose(name, *password);
    foundation.database().write(
        [&](store::Transaction& transaction) { users.create(transaction, user, local_caller); });
}

Secret create_token(const Settings& settings, const std::string& user, const std::string& name) {
    Foundation foundation{settings};
    auth::Users users{foundation.log(), foundation.clock()};
    auth::ApiTokens tokens{foundation.log(), foundation.clock()};
    return foundation.database().write([&](store::Transaction& transaction) {
        const auto found = users.find_by_name(transaction, user);
        if (!found)
            throw Error{Fault::not_found, "no user '" + user + "'",
                        "`certwright admin create-user` makes one"};
        const std::string chosen =
            name == unnamed_token ? free_name(tokens.list(transaction, found->id)) : name;
        return std::move(tokens.create(transaction, *found, chosen, std::nullopt, local_caller).secret);
    });
}

void add_account(const Settings& settings, const json::object& body) {
    http::new_account_schema().require(body, "cannot add the account");
    Foundation foundation{settings};
    inventory::Accounts accounts{foundation.vault(), foundation.log(), foundation.clock()};
    foundation.database().write([&](store::Transaction& transaction) {
        inventory::AccountSettings account;
        http::read_settings(body, account, transaction, accounts);
        accounts.add(transaction, account, http::read_secrets(body), {local_caller.actor, ""});
    });
}

vault::RotationReport rotate_master_key(const Settings& settings) {
    Foundation foundation{settings};
    return vault::Rotation{foundation.database(), foundation.key_wrapper(), foundation.log()}.run(
        local_caller.actor);
}

audit::Verification verify_audit(const Settings& settings) {
    Foundation foundation{settings};
    return foundation.database().read(
        [&](store::Connection& connection) { return foundation.log().verify(connection); });
}

}  // namespace certwright::app
