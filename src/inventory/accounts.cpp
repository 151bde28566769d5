#include "inventory/accounts.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::inventory {
namespace {

constexpr std::string_view secret_field = "secret_access_key";
constexpr std::string_view token_field = "session_token";

store::Values to_values(const AccountSettings& settings) {
    const CredentialSource& credential = settings.credential;
    return {settings.name,
            ascii::lower(settings.name),
            settings.partition,
            to_string(credential.method),
            store::or_null(credential.access_key_id),
            store::or_null(credential.profile),
            store::or_null(credential.role_arn),
            store::or_null(credential.external_id),
            store::or_null(credential.session_name),
            credential.duration_seconds,
            store::or_null(credential.source_account.text()),
            boost::json::serialize(json::from_texts(settings.regions)),
            store::or_null(settings.endpoint_url),
            settings.fips,
            store::or_null(settings.proxy),
            store::or_null(settings.ca_bundle),
            settings.enabled};
}

constexpr std::string_view account_columns = R"(
    a.id, a.name, a.aws_account_id, a.caller_arn, a.aws_partition, a.method, a.access_key_id, a.profile, a.role_arn,
    a.external_id, a.session_name, a.duration_seconds, a.source_account, a.regions, a.endpoint_url, a.fips, a.proxy,
    a.ca_bundle, a.enabled, a.search, a.search_learned_at, a.regions_asked_at, a.last_discovery_at, a.last_error,
    a.version, a.created_at, a.updated_at)";

SearchSupport parse_search(const std::string& text) {
    if (text == "available") return SearchSupport::available;
    return text == "unavailable" ? SearchSupport::unavailable : SearchSupport::unknown;
}

Account read_account(const store::Row& row) {
    const auto text = [&](std::size_t column) { return row.optional_text(column).value_or(""); };
    Account account;
    account.id = row.id<AccountId>(0);
    AccountSettings& settings = account.settings;
    settings.name = row.text(1);
    account.aws_account_id = text(2);
    account.caller_arn = text(3);
    settings.partition = row.text(4);
    settings.credential.method = parse_credential_method(row.text(5));
    settings.credential.access_key_id = text(6);
    settings.credential.profile = text(7);
    settings.credential.role_arn = text(8);
    settings.credential.external_id = text(9);
    settings.credential.session_name = text(10);
    settings.credential.duration_seconds = row.optional_integer(11);
    settings.credential.source_account = AccountId{text(12)};
    settings.regions = json::parse_texts(row.text(13), "stored regions");
    settings.endpoint_url = text(14);
    settings.fips = row.boolean(15);
    settings.proxy = text(16);
    settings.ca_bundle = text(17);
    settings.enabled = row.boolean(18);
    account.search = parse_search(row.text(19));
    account.search_learned_at = row.optional_time(20);
    account.regions_asked_at = row.optional_time(21);
    account.last_discovery_at = row.optional_time(22);
    account.last_error = text(23);
    account.version = row.integer(24);
    account.created_at = row.time(25);
    account.updated_at = row.time(26);
    return account;
}

std::string audit_details(const AccountSettings& settings) {
    return boost::json::serialize(
        json::object{{"name", settings.name}, {"method", to_string(settings.credential.method)}});
}

}  // namespace

constexpr std::string_view insert_account = R"(
    INSERT INTO accounts (name, name_key, aws_partition, method, access_key_id, profile, role_arn, external_id,
        session_name, duration_seconds, source_account, regions, endpoint_url, fips, proxy, ca_bundle, enabled,
        id, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, $19, $19)
    ON CONFLICT (name_key) DO NOTHING)";

AccountId Accounts::add(store::Transaction& transaction, const AccountSettings& settings,
                        const CredentialSecrets& secrets, const Actor& actor) {
    check_settings(settings, secrets.secret_access_key.has_value());
    const AccountId id = AccountId::make();
    check_sources(transaction, id, settings);
    store::Values values = to_values(settings);
    values.emplace_back(id);
    values.emplace_back(clock_.now());
    if (transaction->execute(insert_account, values) == 0)
        throw Error{Fault::conflict, "an account named '" + settings.name + "' exists already",
                    "choose another name"};
    keep_secrets(transaction, id, settings, secrets);
    log_.append(transaction,
                {actor.name, "account.created", id.text(), audit_details(settings), actor.request_id});
    return id;
}

constexpr std::string_view name_is_taken = "SELECT 1 FROM accounts WHERE name_key = $1 AND id <> $2";
// A change may point to another AWS account or give other rights, so what was learned is forgotten.
constexpr std::string_view update_account = R"(
    UPDATE accounts SET name = $1, name_key = $2, aws_partition = $3, method = $4, access_key_id = $5, profile = $6,
        role_arn = $7, external_id = $8, session_name = $9, duration_seconds = $10, source_account = $11,
        regions = $12, endpoint_url = $13, fips = $14, proxy = $15, ca_bundle = $16, enabled = $17,
        search = 'unknown', search_learned_at = NULL, regions_asked_at = NULL, last_error = NULL,
        version = version + 1, updated_at = $19
    WHERE id = $18)";
constexpr std::string_view forget_region_search =
    "UPDATE account_regions SET search = 'unknown' WHERE account = $1";

void Accounts::change(store::Transaction& transaction, const AccountId& id, const AccountSettings& settings,
                      const CredentialSecrets& secrets, std::optional<std::int64_t> expected_version,
                      const Actor& actor) {
    const Account before = get(transaction, id.text());
    if (expected_version && *expected_version != before.version)
        throw Error{Fault::conflict, "account '" + before.settings.name + "' was changed in the meantime",
                    "load it again and repeat the change"};
    const bool same_key = settings.credential.access_key_id == before.settings.credential.access_key_id;
    check_settings(settings, secrets.secret_access_key.has_value() || (before.has_secret && same_key));
    check_sources(transaction, id, settings);
    if (transaction->find(name_is_taken, {ascii::lower(settings.name), id},
                          [](const store::Row&) { return true; }))
        throw Error{Fault::conflict, "an account named '" + settings.name + "' exists already",
                    "choose another name"};
    store::Values values = to_values(settings);
    values.emplace_back(id);
    values.emplace_back(clock_.now());
    transaction->execute(update_account, values);
    transaction->execute(forget_region_search, {id});
    keep_secrets(transaction, id, settings, secrets);
    log_.append(transaction,
                {actor.name, "account.changed", id.text(), audit_details(settings), actor.request_id});
}

constexpr std::string_view accounts_through =
    "SELECT name FROM accounts WHERE source_account = $1 ORDER BY name";
constexpr std::string_view delete_account = "DELETE FROM accounts WHERE id = $1";

void Accounts::remove(store::Transaction& transaction, const AccountId& id, const Actor& actor) {
    const Account account = get(transaction, id.text());
    const auto dependants =
        transaction->list(accounts_through, {id}, [](const store::Row& row) { return row.text(0); });
    if (!dependants.empty())
        throw Error{Fault::conflict,
                    "account '" + account.settings.name + "' cannot be removed: '" + dependants.front() +
                        "' assumes its role through it",
                    "give '" + dependants.front() + "' another source account first"};
    if (removal_) removal_(transaction, account);
    transaction->execute(delete_account, {id});
    vault_.remove(transaction, id.text());
    log_.append(transaction, {actor.name, "account.removed", id.text(), audit_details(account.settings),
                              actor.request_id});
}

std::vector<Account> Accounts::list(store::Connection& connection) const {
    static const std::string sql =
        "SELECT" + std::string{account_columns} + " FROM accounts a ORDER BY a.name_key";
    auto accounts = connection.list(sql, {}, read_account);
    for (Account& account : accounts) {
        account.has_secret = vault_.has(connection, account.id.text(), secret_field);
        account.has_session_token = vault_.has(connection, account.id.text(), token_field);
    }
    return accounts;
}

std::optional<Account> Accounts::find(store::Connection& connection, const AccountId& id) const {
    static const std::string sql =
        "SELECT" + std::string{account_columns} + " FROM accounts a WHERE a.id = $1";
    auto account = connection.find(sql, {id}, read_account);
    if (!account) return account;
    account->has_secret = vault_.has(connection, id.text(), secret_field);
    account->has_session_token = vault_.has(connection, id.text(), token_field);
    return account;
}

constexpr std::string_view find_account_id =
    "SELECT id FROM accounts WHERE id = $1 OR name_key = $2 OR aws_account_id = $1 "
    "ORDER BY CASE WHEN id = $1 THEN 0 WHEN name_key = $2 THEN 1 ELSE 2 END, created_at";

Account Accounts::get(store::Connection& connection, const std::string& id_or_name) const {
    const auto id = connection.find(find_account_id, {id_or_name, ascii::lower(id_or_name)},
                                    [](const store::Row& row) { return row.id<AccountId>(0); });
    auto account = id ? find(connection, *id) : std::nullopt;
    if (!account)
        throw Error{Fault::not_found, "no account '" + id_or_name + "'",
                    "`certwright account list` shows the accounts"};
    return std::move(*account);
}

constexpr std::string_view count_of_account =
    "SELECT count(*) FROM aws_certificates WHERE account = $1 AND missing_since IS NULL";

std::int64_t Accounts::count_certificates(store::Connection& connection, const AccountId& id) const {
    return *connection.find(count_of_account, {id}, [](const store::Row& row) { return row.integer(0); });
}

Secret Accounts::secret_access_key(store::Connection& connection, const AccountId& id) const {
    return vault_.get(connection, id.text(), secret_field);
}

Secret Accounts::session_token(store::Connection& connection, const AccountId& id) const {
    return vault_.has(connection, id.text(), token_field) ? vault_.get(connection, id.text(), token_field)
                                                          : Secret{};
}

constexpr std::string_view update_identity =
    "UPDATE accounts SET aws_account_id = $2, caller_arn = $3 WHERE id = $1";

void Accounts::keep_identity(store::Transaction& transaction, const AccountId& id,
                             const std::string& aws_account_id, const std::string& caller_arn) {
    transaction->execute(update_identity, {id, aws_account_id, caller_arn});
}

constexpr std::string_view update_search =
    "UPDATE accounts SET search = $2, search_learned_at = $3 WHERE id = $1";

void Accounts::keep_search_support(store::Transaction& transaction, const AccountId& id,
                                   SearchSupport support) {
    transaction->execute(update_search, {id, to_string(support), clock_.now()});
}

constexpr std::string_view update_outcome =
    "UPDATE accounts SET last_discovery_at = $2, last_error = $3 WHERE id = $1";

void Accounts::keep_outcome(store::Transaction& transaction, const AccountId& id, const std::string& error) {
    transaction->execute(update_outcome, {id, clock_.now(), store::or_null(error)});
}

void Accounts::keep_secrets(store::Transaction& transaction, const AccountId& id,
                            const AccountSettings& settings, const CredentialSecrets& secrets) {
    if (settings.credential.method != CredentialMethod::access_key) {
        vault_.remove(transaction, id.text());
        return;
    }
    if (secrets.secret_access_key) {
        vault_.remove(transaction, id.text());  // a session token belongs to the key it came with
        vault_.put(transaction, id.text(), secret_field, *secrets.secret_access_key);
    }
    if (secrets.session_token) vault_.put(transaction, id.text(), token_field, *secrets.session_token);
}

constexpr std::string_view source_of = "SELECT source_account FROM accounts WHERE id = $1";

void Accounts::check_sources(store::Transaction& transaction, const AccountId& id,
                             const AccountSettings& settings) const {
    AccountId next = settings.credential.source_account;
    for (int depth = 0; !next.empty(); ++depth) {
        // STS allows roles to be chained; more than a few links is a mistake, and a cycle never ends.
        if (next == id || depth > 4)
            throw Error{Fault::invalid, "the chain of source accounts of '" + settings.name + "' never ends"}
                .with_field("credential.source_account", "must not lead back to the account itself");
        const auto source = transaction->find(source_of, {next}, [](const store::Row& row) {
            return AccountId{row.optional_text(0).value_or("")};
        });
        if (!source)
            throw Error{Fault::invalid, "no account '" + next.text() + "' to assume the role from"}
                .with_field("credential.source_account", "names an account that does not exist");
        next = *source;
    }
}

}  // namespace certwright::inventory
