#include "http/routes/account_document.hpp"

#include "base/json.hpp"

namespace certwright::http {

namespace {

Schema partitions() {
    return one_of({"aws", "aws-cn", "aws-us-gov"});
}

Schema methods() {
    return one_of({"access_key", "role", "default_chain", "profile"});
}

Schema credential_schema() {
    return object("Credential",
                  {{"method", methods()},
                   {"access_key_id", text().nullable()},
                   {"has_secret", boolean().describe("A secret access key is stored; it is never shown.")},
                   {"has_session_token", boolean()},
                   {"profile", text().nullable()},
                   {"role_arn", text().nullable()},
                   {"external_id", text().nullable()},
                   {"session_name", text().nullable()},
                   {"duration_seconds", integer().nullable()},
                   {"source_account",
                    text().nullable().describe("The account whose credentials assume the role; the default "
                                               "chain's when null.")}});
}

Schema credential_input() {
    return object("NewCredential",
                  {{"method", methods()},
                   optional("access_key_id", text().length(0, 128).nullable()),
                   optional("secret_access_key", password().nullable()),
                   optional("session_token", text().format("password").length(1, 8192).nullable()),
                   optional("profile", text().length(0, 128).nullable()),
                   optional("role_arn", text().length(0, 2048).nullable()),
                   optional("external_id", text().length(0, 1224).nullable()),
                   optional("session_name", text().length(0, 64).nullable()),
                   optional("duration_seconds", integer().between(900, 43200).nullable()),
                   optional("source_account",
                            text().length(0, 128).nullable().describe("Name or id of another account."))});
}

std::vector<Property> settings_input() {
    return {optional("partition", partitions()),
            optional("regions",
                     array_of(text().length(1, 32)).length(0, 100).describe("Empty: all enabled ones.")),
            optional("endpoint_url", text().length(0, 2048).nullable().describe(
                                         "Replaces every AWS endpoint: for a VPC endpoint or an emulator.")),
            optional("fips", boolean()),
            optional("proxy", text().length(0, 2048).nullable()),
            optional("ca_bundle", text().length(0, 4096).nullable().describe("A PEM file on the server.")),
            optional("enabled", boolean())};
}

/// A member that is there replaces the value, null empties it.
void replace(const json::object& body, std::string_view key, std::string& value) {
    if (body.contains(key)) value = json::text(body, key).value_or("");
}

void read_credential(const json::object& body, inventory::CredentialSource& credential,
                     store::Connection& connection, const inventory::Accounts& accounts) {
    credential.method = inventory::parse_credential_method(*json::text(body, "method"));
    replace(body, "access_key_id", credential.access_key_id);
    replace(body, "profile", credential.profile);
    replace(body, "role_arn", credential.role_arn);
    replace(body, "external_id", credential.external_id);
    replace(body, "session_name", credential.session_name);
    if (body.contains("duration_seconds"))
        credential.duration_seconds = json::integer(body, "duration_seconds");
    if (body.contains("source_account")) {
        const auto source = json::text(body, "source_account").value_or("");
        credential.source_account =
            source.empty() ? inventory::AccountId{} : accounts.get(connection, source).id;
    }
    // What belongs to another method would only mislead whoever reads it later.
    using inventory::CredentialMethod;
    if (credential.method != CredentialMethod::access_key) credential.access_key_id.clear();
    if (credential.method != CredentialMethod::profile) credential.profile.clear();
    if (credential.method != CredentialMethod::role) {
        credential.role_arn.clear();
        credential.external_id.clear();
        credential.session_name.clear();
        credential.duration_seconds.reset();
        credential.source_account = {};
    }
}

}  // namespace

Schema account_schema() {
    return object("Account", {{"id", text()},
                              {"name", text()},
                              {"account_id", text().nullable().describe("Twelve digits, once AWS has told.")},
                              {"caller_arn", text().nullable()},
                              {"partition", partitions()},
                              {"credential", credential_schema()},
                              {"regions", array_of(text())},
                              {"home_region", text().nullable()},
                              {"endpoint_url", text().nullable()},
                              {"fips", boolean()},
                              {"proxy", text().nullable()},
                              {"ca_bundle", text().nullable()},
                              {"enabled", boolean()},
                              {"certificate_count", integer()},
                              {"last_discovery_at", time().nullable()},
                              {"last_error", text().nullable()},
                              {"created_at", time()},
                              {"updated_at", time()}});
}

json::object write_account(const inventory::Account& account, std::int64_t certificate_count) {
    const inventory::AccountSettings& settings = account.settings;
    const inventory::CredentialSource& credential = settings.credential;
    return {
        {"id", account.id.text()},
        {"name", settings.name},
        {"account_id", json::or_null(account.aws_account_id)},
        {"caller_arn", json::or_null(account.caller_arn)},
        {"partition", settings.partition},
        {"credential", json::object{{"method", inventory::to_string(credential.method)},
                                    {"access_key_id", json::or_null(credential.access_key_id)},
                                    {"has_secret", account.has_secret},
                                    {"has_session_token", account.has_session_token},
                                    {"profile", json::or_null(credential.profile)},
                                    {"role_arn", json::or_null(credential.role_arn)},
                                    {"external_id", json::or_null(credential.external_id)},
                                    {"session_name", json::or_null(credential.session_name)},
                                    {"duration_seconds", json::from_optional(credential.duration_seconds)},
                                    {"source_account", json::or_null(credential.source_account.text())}}},
        {"regions", json::from_texts(settings.regions)},
        {"home_region",
         settings.regions.empty() ? json::value(nullptr) : json::value(settings.regions.front())},
        {"endpoint_url", json::or_null(settings.endpoint_url)},
        {"fips", settings.fips},
        {"proxy", json::or_null(settings.proxy)},
        {"ca_bundle", json::or_null(settings.ca_bundle)},
        {"enabled", settings.enabled},
        {"certificate_count", certificate_count},
        {"last_discovery_at", json::from_time(account.last_discovery_at)},
        {"last_error", json::or_null(account.last_error)},
        {"created_at", json::from_time(account.created_at)},
        {"updated_at", json::from_time(account.updated_at)}};
}

Schema account_reference() {
    return object("AccountReference", {{"id", text()}, {"name", text()}});
}

Schema new_account_schema() {
    std::vector<Property> properties{{"name", text().length(1, 64)}, {"credential", credential_input()}};
    for (Property& property : settings_input()) properties.push_back(property);
    return object("NewAccount", properties);
}

Schema account_change_schema() {
    std::vector<Property> properties{optional("name", text().length(1, 64)),
                                     optional("credential", credential_input())};
    for (Property& property : settings_input()) properties.push_back(property);
    return object("AccountChange", properties);
}

void read_settings(const json::object& body, inventory::AccountSettings& settings,
                   store::Connection& connection, const inventory::Accounts& accounts) {
    replace(body, "name", settings.name);
    if (const json::value* credential = json::find(body, "credential"))
        read_credential(credential->as_object(), settings.credential, connection, accounts);
    if (const auto partition = json::text(body, "partition")) settings.partition = *partition;
    if (body.contains("regions")) settings.regions = json::texts(body, "regions");
    replace(body, "endpoint_url", settings.endpoint_url);
    replace(body, "proxy", settings.proxy);
    replace(body, "ca_bundle", settings.ca_bundle);
    if (const auto fips = json::boolean(body, "fips")) settings.fips = *fips;
    if (const auto enabled = json::boolean(body, "enabled")) settings.enabled = *enabled;
}

inventory::CredentialSecrets read_secrets(const json::object& body) {
    inventory::CredentialSecrets secrets;
    const json::value* credential = json::find(body, "credential");
    if (!credential) return secrets;
    if (auto secret = json::text(credential->as_object(), "secret_access_key"))
        secrets.secret_access_key.emplace(std::move(*secret));
    if (auto token = json::text(credential->as_object(), "session_token"))
        secrets.session_token.emplace(std::move(*token));
    return secrets;
}

Schema account_test_schema() {
    const Schema identity =
        object("CallerIdentity",
               {{"account_id", text()}, {"arn", text()}, {"user_id", text()}, {"partition", text()}});
    const Schema permission = object("PermissionCheck", {{"action", text()},
                                                         {"feature", text()},
                                                         {"state", one_of({"allowed", "denied", "unknown"})},
                                                         {"detail", text()}});
    return object("AccountTest",
                  {{"ok", boolean()},
                   {"identity", identity.nullable()},
                   {"error", text().nullable()},
                   {"hint", text().nullable()},
                   {"regions", object("", {{"enabled", array_of(text())}, {"error", text().nullable()}})},
                   {"permissions", array_of(permission)}});
}

json::object write_check(const inventory::AccountCheck& check) {
    json::value identity = nullptr;
    if (check.identity)
        identity = json::object{{"account_id", check.identity->account_id},
                                {"arn", check.identity->arn},
                                {"user_id", check.identity->user_id},
                                {"partition", check.identity->partition}};
    json::array permissions;
    for (const aws::PermissionCheck& one : check.permissions)
        permissions.push_back(json::object{{"action", one.action},
                                           {"feature", one.feature},
                                           {"state", aws::to_string(one.state)},
                                           {"detail", one.detail}});
    return {{"ok", check.identity.has_value()},
            {"identity", std::move(identity)},
            {"error", json::or_null(check.error)},
            {"hint", json::or_null(check.hint)},
            {"regions", json::object{{"enabled", json::from_texts(check.regions)},
                                     {"error", json::or_null(check.regions_error)}}},
            {"permissions", std::move(permissions)}};
}

}  // namespace certwright::http
