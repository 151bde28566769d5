#include "http/routes/accounts.hpp"

#include "aws/policies.hpp"
#include "base/json.hpp"
#include "http/etag.hpp"
#include "http/list.hpp"
#include "http/routes/account_document.hpp"
#include "http/routes/actor.hpp"

namespace certwright::http {

namespace {

json::object document_of(const AccountPorts& ports, store::Connection& connection,
                         const inventory::Account& account) {
    return write_account(account, ports.accounts.count_certificates(connection, account.id));
}

Reply with_tag(const AccountPorts& ports, store::Connection& connection, const std::string& account_id) {
    const auto account = ports.accounts.get(connection, account_id);
    return Reply::json(document_of(ports, connection, account))
        .with_header("ETag", etag_of(account.updated_at));
}

Route list_accounts(const AccountPorts& ports) {
    return {
        .name = "list_accounts",
        .method = Method::get,
        .path = "/api/v1/accounts",
        .permission = auth::Permission::inventory_read,
        .tag = "Accounts",
        .summary = "List the AWS accounts, by name",

        .query = list_query(),

        .output = list_of(account_schema()),

        .handle =
            [ports](const RequestContext& context) {
                json::array items;
                ports.database.read([&](store::Connection& connection) {
                    for (const auto& account : ports.accounts.list(connection))
                        items.push_back(document_of(ports, connection, account));
                });
                return page_of(context, items);
            },
    };
}

Route create_account(const AccountPorts& ports) {
    return {
        .name = "create_account",
        .method = Method::post,
        .path = "/api/v1/accounts",
        .permission = auth::Permission::accounts_write,
        .tag = "Accounts",
        .summary = "Add an AWS account",
        .repeat = Repeat::replay,

        .input = new_account_schema(),

        .output = account_schema(),
        .status = 201,

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    inventory::AccountSettings settings;
                    read_settings(context.body, settings, transaction, ports.accounts);
                    const auto id = ports.accounts.add(transaction, settings, read_secrets(context.body),
                                                       actor_of(context));
                    const auto account = ports.accounts.get(transaction, id.text());
                    return Reply::created(document_of(ports, transaction, account),
                                          "/api/v1/accounts/" + id.text())
                        .with_header("ETag", etag_of(account.updated_at));
                });
            },
    };
}

Route read_account(const AccountPorts& ports) {
    return {
        .name = "read_account",
        .method = Method::get,
        .path = "/api/v1/accounts/{id}",
        .permission = auth::Permission::inventory_read,
        .tag = "Accounts",
        .summary = "Look at an account, by id, name or AWS account id",

        .output = account_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.read([&](store::Connection& connection) {
                    return with_tag(ports, connection, context.path_value("id"));
                });
            },
    };
}

Route change_account(const AccountPorts& ports) {
    return {
        .name = "change_account",
        .method = Method::patch,
        .path = "/api/v1/accounts/{id}",
        .permission = auth::Permission::accounts_write,
        .tag = "Accounts",
        .summary = "Change an account",
        .description = "What the body leaves out stays; so does a secret that it does not name.",

        .input = account_change_schema(),

        .output = account_schema(),

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    auto account = ports.accounts.get(transaction, context.path_value("id"));
                    if (auto stale = refuse_stale(context, etag_of(account.updated_at)))
                        return std::move(*stale);
                    read_settings(context.body, account.settings, transaction, ports.accounts);
                    ports.accounts.change(transaction, account.id, account.settings,
                                          read_secrets(context.body), account.version, actor_of(context));
                    return with_tag(ports, transaction, account.id.text());
                });
            },
    };
}

Route remove_account(const AccountPorts& ports) {
    return {
        .name = "remove_account",
        .method = Method::delete_,
        .path = "/api/v1/accounts/{id}",
        .permission = auth::Permission::accounts_write,
        .tag = "Accounts",
        .summary = "Remove an account from Certwright",
        .description = "Its credentials and what was discovered in it are forgotten; nothing changes in AWS.",

        .status = 204,

        .handle =
            [ports](const RequestContext& context) {
                return ports.database.write([&](store::Transaction& transaction) {
                    const auto account = ports.accounts.get(transaction, context.path_value("id"));
                    if (auto stale = refuse_stale(context, etag_of(account.updated_at)))
                        return std::move(*stale);
                    ports.accounts.remove(transaction, account.id, actor_of(context));
                    transaction.after_commit(
                        [&access = ports.access, id = account.id] { access.forget(id); });
                    return Reply::nothing();
                });
            },
    };
}

Route test_account(const AccountPorts& ports) {
    return {
        .name = "test_account",
        .method = Method::post,
        .path = "/api/v1/accounts/{id}/test",
        .permission = auth::Permission::accounts_write,
        .tag = "Accounts",
        .summary = "Test an account: who it is and what it may do",
        .description = "Only asks; creates, changes and costs nothing.",

        .output = account_test_schema(),

        .handle =
            [ports](const RequestContext& context) {
                const auto [account, client] = ports.database.read([&](store::Connection& connection) {
                    auto found = ports.accounts.get(connection, context.path_value("id"));
                    auto reached = ports.access.client(connection, found);
                    return std::pair{std::move(found), std::move(reached)};
                });
                const auto check = inventory::check_account(*client, account.settings, {{}, nullptr, 60s});
                if (check.identity)
                    ports.database.write([&, &tested = account](store::Transaction& transaction) {
                        ports.accounts.keep_identity(transaction, tested.id, check.identity->account_id,
                                                     check.identity->arn);
                    });
                return Reply::json(write_check(check));
            },
    };
}

Route test_new_account(const AccountPorts& ports) {
    return {
        .name = "test_new_account",
        .method = Method::post,
        .path = "/api/v1/accounts/test",
        .permission = auth::Permission::accounts_write,
        .tag = "Accounts",
        .summary = "Test settings before they are stored",

        .input = new_account_schema(),

        .output = account_test_schema(),

        .handle =
            [ports](const RequestContext& context) {
                inventory::AccountSettings settings;
                const auto client = ports.database.read([&](store::Connection& connection) {
                    read_settings(context.body, settings, connection, ports.accounts);
                    const auto secrets = read_secrets(context.body);
                    inventory::check_settings(settings, secrets.secret_access_key.has_value());
                    return ports.access.client(connection, settings, secrets);
                });
                return Reply::json(
                    write_check(inventory::check_account(*client, settings, {{}, nullptr, 60s})));
            },
    };
}

Route read_policies() {
    return {
        .name = "read_account_policies",
        .method = Method::get,
        .path = "/api/v1/account_policies",
        .permission = auth::Permission::inventory_read,
        .tag = "Accounts",
        .summary = "The IAM policies an account needs, ready to copy",

        .query = object("", {optional("partition", one_of({"aws", "aws-cn", "aws-us-gov"})),
                             optional("trusted_arn", text().length(1, 2048).describe(
                                                         "Who may assume the role, for the trust policy.")),
                             optional("external_id", text().length(2, 1224))}),

        .output = object("AccountPolicies", {{"discovery_policy", map_of(any())},
                                             {"full_policy", map_of(any())},
                                             {"trust_policy", map_of(any())},
                                             {"external_id", text()}}),

        .handle =
            [](const RequestContext& context) {
                const auto partition = json::text(context.query, "partition").value_or("aws");
                const auto trusted =
                    json::text(context.query, "trusted_arn")
                        .value_or("arn:" + partition + ":iam::111122223333:role/certwright-server");
                const auto external_id =
                    json::text(context.query, "external_id").value_or(new_id_text("certwright"));
                return Reply::json(json::object{
                    {"discovery_policy", json::parse(aws::discovery_policy(partition), "a policy")},
                    {"full_policy", json::parse(aws::full_policy(partition), "a policy")},
                    {"trust_policy",
                     json::parse(aws::trust_policy(partition, trusted, external_id), "a policy")},
                    {"external_id", external_id}});
            },
    };
}

}  // namespace

void add_account_routes(Router& router, const AccountPorts& ports) {
    router.add(list_accounts(ports));
    router.add(create_account(ports));
    router.add(test_new_account(ports));
    router.add(read_account(ports));
    router.add(change_account(ports));
    router.add(remove_account(ports));
    router.add(test_account(ports));
    router.add(read_policies());
}

}  // namespace certwright::http
