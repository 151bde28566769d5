#pragma once

#include "base/id.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::inventory {

struct AccountTag {
    static constexpr std::string_view prefix = "acc";
};
using AccountId = Id<AccountTag>;

/// How Certwright gets credentials in an account.
enum class CredentialMethod { access_key, role, default_chain, profile };
std::string_view to_string(CredentialMethod method);
/// Throws Fault::invalid.
CredentialMethod parse_credential_method(std::string_view text);

/// Everything about credentials but the secrets, which the vault keeps.
struct CredentialSource {
    CredentialMethod method = CredentialMethod::default_chain;
    std::string access_key_id;
    std::string profile;
    std::string role_arn, external_id, session_name;
    std::optional<std::int64_t> duration_seconds;
    AccountId source_account;  ///< whose credentials assume the role; empty for the default chain
};

/// Secrets as they come in; absent means "keep what is stored". A new secret access key takes the session
/// token of the old one with it.
struct CredentialSecrets {
    std::optional<Secret> secret_access_key;
    std::optional<Secret> session_token;
};

/// What a user decides about an account.
struct AccountSettings {
    std::string name;
    CredentialSource credential;
    std::string partition = "aws";
    std::vector<std::string> regions;  ///< empty: every region the account has enabled
    std::string endpoint_url, proxy, ca_bundle;
    bool fips = false;
    bool enabled = true;
};

/// Whether SearchCertificates works there; learned once.
enum class SearchSupport { unknown, available, unavailable };
std::string_view to_string(SearchSupport support);

/// An AWS account that Certwright may act in.
struct Account {
    AccountId id;
    AccountSettings settings;
    std::string aws_account_id, caller_arn;  ///< empty until AWS has told
    SearchSupport search = SearchSupport::unknown;
    std::optional<Time> search_learned_at;
    std::optional<Time> regions_asked_at;
    std::optional<Time> last_discovery_at;
    std::string last_error;
    std::int64_t version = 1;
    bool has_secret = false, has_session_token = false;
    Time created_at, updated_at;
};

/// Whether it can be the name of a region; not whether there is one of that name.
bool is_region(std::string_view text);

/// Throws Fault::invalid with a FieldProblem for each setting that cannot be right.
void check_settings(const AccountSettings& settings, bool has_secret);

}  // namespace certwright::inventory
