#include "inventory/access.hpp"

#include "aws/credentials/assumed_role.hpp"
#include "aws/credentials/default_chain.hpp"
#include "aws/credentials/refreshing.hpp"
#include "aws/credentials/static_credentials.hpp"

namespace certwright::inventory {

struct Access::Kept {
    std::string revision;
    std::shared_ptr<aws::CredentialsProvider> credentials;
    std::shared_ptr<aws::Client> client;
};

namespace {

aws::Site site_of(const AccountSettings& settings) {
    return {settings.partition, settings.endpoint_url, settings.fips, settings.proxy, settings.ca_bundle};
}

aws::Role role_of(const CredentialSource& credential) {
    aws::Role role;
    role.arn = credential.role_arn;
    if (!credential.session_name.empty()) role.session_name = credential.session_name;
    role.external_id = credential.external_id;
    if (credential.duration_seconds) role.duration = std::chrono::seconds{*credential.duration_seconds};
    return role;
}

/// What this machine itself would use; of a named profile when one is given.
std::shared_ptr<aws::CredentialsProvider> default_chain(const aws::Reach& reach, const std::string& profile,
                                                        Clock& clock) {
    return std::make_shared<aws::RefreshingCredentials>(
        std::make_unique<aws::DefaultChain>(reach, aws::process_environment(), profile), clock);
}

}  // namespace

Access::Access(Accounts& accounts, net::Transport& transport, aws::QuotaBook& quotas, Clock& clock,
               Metrics& metrics)
    : accounts_(accounts), transport_(transport), quotas_(quotas), clock_(clock), metrics_(metrics) {}

Access::~Access() = default;

std::shared_ptr<aws::Client> Access::client(store::Connection& connection, const Account& account) {
    const std::string current = revision(connection, account);
    {
        const std::scoped_lock lock{mutex_};
        const auto found = kept_.find(account.id.text());
        if (found != kept_.end() && found->second.revision == current) return found->second.client;
    }
    Kept kept;
    kept.revision = current;
    const bool has_key = account.settings.credential.method == CredentialMethod::access_key;
    kept.credentials = provider(connection, account.settings,
                                has_key ? accounts_.secret_access_key(connection, account.id) : Secret{},
                                has_key ? accounts_.session_token(connection, account.id) : Secret{});
    kept.client = make_client(account.settings, kept.credentials, account.id.text());
    const std::scoped_lock lock{mutex_};
    Kept& place = kept_[account.id.text()];
    // Another thread may have been quicker: two clients of one account would fetch credentials twice.
    if (place.revision != current) place = std::move(kept);
    return place.client;
}

void Access::forget(const AccountId& id) {
    const std::scoped_lock lock{mutex_};
    kept_.erase(id.text());
}

std::shared_ptr<aws::Client> Access::client(store::Connection& connection, const AccountSettings& settings,
                                            const CredentialSecrets& secrets) {
    const auto copy = [](const std::optional<Secret>& secret) { return secret ? secret->clone() : Secret{}; };
    return make_client(
        settings,
        provider(connection, settings, copy(secrets.secret_access_key), copy(secrets.session_token)),
        settings.name);
}

/// The client refers to its credentials, so whoever holds the one must hold the other.
std::shared_ptr<aws::Client> Access::make_client(const AccountSettings& settings,
                                                 std::shared_ptr<aws::CredentialsProvider> credentials,
                                                 const std::string& quota_key) {
    const auto deleter = [credentials](const aws::Client* client) { delete client; };
    return {
        new aws::Client{transport_, *credentials, quotas_, clock_, metrics_, site_of(settings), quota_key},
        deleter};
}

std::shared_ptr<aws::CredentialsProvider> Access::provider(store::Connection& connection,
                                                           const AccountSettings& settings, Secret secret,
                                                           Secret token) {
    const CredentialSource& credential = settings.credential;
    const aws::Reach reach{transport_, quotas_, clock_, metrics_, site_of(settings)};
    switch (credential.method) {
        case CredentialMethod::access_key:
            return std::make_shared<aws::StaticCredentials>(aws::Credentials{
                credential.access_key_id, std::move(secret), std::move(token), std::nullopt});
        case CredentialMethod::role:
            return std::make_shared<aws::RefreshingCredentials>(
                std::make_unique<aws::AssumedRole>(reach, source(connection, settings), role_of(credential)),
                clock_);
        case CredentialMethod::profile:
            return default_chain(reach, credential.profile, clock_);
        case CredentialMethod::default_chain:
            break;
    }
    return default_chain(reach, "", clock_);
}

std::shared_ptr<aws::CredentialsProvider> Access::source(store::Connection& connection,
                                                         const AccountSettings& settings) {
    if (settings.credential.source_account.empty()) {
        const aws::Reach reach{transport_, quotas_, clock_, metrics_, site_of(settings)};
        return default_chain(reach, "", clock_);
    }
    const Account account = accounts_.get(connection, settings.credential.source_account.text());
    client(connection, account);  // keeps (or renews) its credentials, which every role through it shares
    const std::scoped_lock lock{mutex_};
    return kept_.at(account.id.text()).credentials;
}

/// Changes when the account does, or one that its role is assumed through.
std::string Access::revision(store::Connection& connection, const Account& account) const {
    std::string text = account.id.text() + ':' + std::to_string(account.version);
    AccountId next = account.settings.credential.source_account;
    while (!next.empty()) {
        const Account source = accounts_.get(connection, next.text());
        text += '/' + source.id.text() + ':' + std::to_string(source.version);
        next = source.settings.credential.source_account;
    }
    return text;
}

}  // namespace certwright::inventory
