#include "inventory/account.hpp"

#include "base/error.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <array>

namespace certwright::inventory {
namespace {

constexpr std::array partitions{"aws", "aws-cn", "aws-us-gov"};
constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-";

/// Role ARNs as IAM writes them: arn:PARTITION:iam::ACCOUNT:role/PATH/NAME.
bool is_role_arn(std::string_view text, std::string_view partition) {
    return text.starts_with("arn:" + std::string{partition} + ":iam::") &&
           text.find(":role/") != std::string_view::npos && text.size() <= 2048;
}

/// STS AssumeRole, parameters RoleSessionName and ExternalId: `[\w+=,.@-]*`, the latter also `:/`.
bool is_made_of(std::string_view text, std::string_view extra) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
               extra.find(c) != std::string_view::npos;
    });
}

class Problems {
  public:
    void require(bool holds, std::string field, std::string problem) {
        if (!holds) found_.push_back({std::move(field), std::move(problem)});
    }
    void raise(std::string_view name) const {
        if (found_.empty()) return;
        Error error{Fault::invalid, "cannot accept the settings of account '" + std::string{name} +
                                        "': " + found_.front().field + " " + found_.front().problem};
        for (const FieldProblem& one : found_) std::move(error).with_field(one.field, one.problem);
        throw error;
    }

  private:
    std::vector<FieldProblem> found_;
};

void check_url(Problems& problems, const std::string& field, const std::string& url) {
    if (url.empty()) return;
    try {
        net::Url::parse(url);
    } catch (const Error& error) {
        problems.require(false, field, "is not a URL: " + error.message());
    }
}

void check_credential(Problems& problems, const CredentialSource& credential, const std::string& partition,
                      bool has_secret) {
    switch (credential.method) {
        case CredentialMethod::access_key:
            problems.require(!credential.access_key_id.empty() && credential.access_key_id.size() <= 128 &&
                                 is_made_of(credential.access_key_id, ""),
                             "credential.access_key_id", "must be an AWS access key id");
            problems.require(has_secret, "credential.secret_access_key", "is needed with an access key");
            return;
        case CredentialMethod::role:
            problems.require(
                is_role_arn(credential.role_arn, partition), "credential.role_arn",
                "must be a role's ARN such as arn:" + partition + ":iam::123456789012:role/Certwright");
            problems.require(
                credential.external_id.empty() ||
                    (credential.external_id.size() >= 2 && credential.external_id.size() <= 1224 &&
                     is_made_of(credential.external_id, "+=,.@:/-")),
                "credential.external_id", "must have 2 to 1224 characters of letters, digits and +=,.@:/_-");
            problems.require(
                credential.session_name.empty() ||
                    (credential.session_name.size() >= 2 && credential.session_name.size() <= 64 &&
                     is_made_of(credential.session_name, "+=,.@-")),
                "credential.session_name", "must have 2 to 64 characters of letters, digits and +=,.@_-");
            problems.require(!credential.duration_seconds || (*credential.duration_seconds >= 900 &&
                                                              *credential.duration_seconds <= 43200),
                             "credential.duration_seconds", "must be 900 to 43200");
            return;
        case CredentialMethod::profile:
            problems.require(!credential.profile.empty() && credential.profile.size() <= 128,
                             "credential.profile", "must name a profile of the shared AWS configuration");
            return;
        case CredentialMethod::default_chain:
            return;
    }
}

}  // namespace

std::string_view to_string(CredentialMethod method) {
    switch (method) {
        case CredentialMethod::access_key:
            return "access_key";
        case CredentialMethod::role:
            return "role";
        case CredentialMethod::default_chain:
            return "default_chain";
        case CredentialMethod::profile:
            return "profile";
    }
    return "default_chain";
}

CredentialMethod parse_credential_method(std::string_view text) {
    for (const auto method : {CredentialMethod::access_key, CredentialMethod::role,
                              CredentialMethod::default_chain, CredentialMethod::profile})
        if (text == to_string(method)) return method;
    throw Error{Fault::invalid, "unknown credential method '" + std::string{text} + "'",
                "use access_key, role, default_chain or profile"};
}

std::string_view to_string(SearchSupport support) {
    switch (support) {
        case SearchSupport::unknown:
            return "unknown";
        case SearchSupport::available:
            return "available";
        case SearchSupport::unavailable:
            return "unavailable";
    }
    return "unknown";
}

bool is_region(std::string_view text) {
    return !text.empty() && text.size() <= 32 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

void check_settings(const AccountSettings& settings, bool has_secret) {
    Problems problems;
    problems.require(!settings.name.empty() && settings.name.size() <= 64 && settings.name.front() != ' ' &&
                         settings.name.back() != ' ' &&
                         settings.name.find_first_not_of(name_characters) == std::string::npos,
                     "name", "must have 1 to 64 letters, digits, spaces, dots, dashes or underscores");
    problems.require(std::find(partitions.begin(), partitions.end(), settings.partition) != partitions.end(),
                     "partition", "must be aws, aws-cn or aws-us-gov");
    for (const std::string& region : settings.regions)
        problems.require(is_region(region), "regions", "has '" + region + "', which is not a region's name");
    problems.require(settings.regions.size() <= 100, "regions", "has more than 100 entries");
    check_url(problems, "endpoint_url", settings.endpoint_url);
    check_url(problems, "proxy", settings.proxy);
    problems.require(!settings.fips || settings.partition != "aws-cn", "fips", "is not offered in aws-cn");
    check_credential(problems, settings.credential, settings.partition, has_secret);
    problems.raise(settings.name);
}

}  // namespace certwright::inventory
