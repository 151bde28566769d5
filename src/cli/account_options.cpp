#include "cli/account_options.hpp"

#include "base/error.hpp"
#include "cli/input.hpp"

#include <fmt/format.h>

namespace certwright::cli {
namespace {

/// An option, the member that it sets, and the method it belongs to.
struct CredentialOption {
    const char* key;
    const char* member;
    const char* method;
};

constexpr CredentialOption credential_options[] = {
    {"--access-key-id", "access_key_id", "access_key"},
    {"--secret-access-key-file", "secret_access_key", "access_key"},
    {"--session-token-file", "session_token", "access_key"},
    {"--role-arn", "role_arn", "role"},
    {"--source-account", "source_account", "role"},
    {"--external-id", "external_id", "role"},
    {"--session-name", "session_name", "role"},
    {"--duration", "duration_seconds", "role"},
    {"--profile", "profile", "profile"},
    {"--default-chain", "", "default_chain"},
};

bool is_secret(const CredentialOption& option) {
    return std::string_view{option.key}.ends_with("-file");
}

json::value value_of(const Given& given, const CredentialOption& option) {
    if (is_secret(option)) return json::value(read_secret(given.text(option.key)).reveal());
    if (const std::string_view key = option.key; key == "--duration")
        return json::value(*given.number("--duration"));
    return json::value(given.text(option.key));
}

}  // namespace

std::vector<Parameter> account_options() {
    return {
        option("--access-key-id", "ID", "credentials: an access key"),
        option("--secret-access-key-file", "FILE",
               "its secret, in the first line of a file; - for standard input"),
        option("--session-token-file", "FILE", "its session token, when it is a temporary one"),
        option("--role-arn", "ARN", "credentials: a role to assume"),
        option("--source-account", "NAME",
               "the account whose credentials assume the role; the server's own when absent"),
        option("--external-id", "ID", "external id that the role's trust policy asks for"),
        option("--session-name", "NAME", "session name that CloudTrail shows; certwright when absent"),
        number("--duration", 900, 43200,
               "seconds that a session lasts; 3600 is AWS's most for a chained role"),
        option("--profile", "NAME", "credentials: a profile in the server's AWS configuration files"),
        toggle("--default-chain",
               "credentials: the server's own (environment, files, web identity, container, instance)"),
        choice("--partition", {"aws", "aws-cn", "aws-us-gov"}, "aws by default"),
        options("--region", "REGION", "discover only this region; all enabled ones when absent"),
        option("--endpoint-url", "URL", "ask this address instead of AWS: a VPC endpoint or an emulator"),
        toggle("--fips", "use AWS's FIPS endpoints"),
        option("--proxy", "URL", "reach AWS through this proxy"),
        option("--ca-bundle", "FILE", "PEM file on the server with the CAs to trust"),
    };
}

std::string credential_method(const Given& given) {
    const CredentialOption* first = nullptr;
    for (const CredentialOption& option : credential_options) {
        if (!given.has(option.key)) continue;
        if (first && std::string_view{first->method} != option.method)
            throw Error{Fault::invalid,
                        fmt::format("{} and {} are credentials of two kinds", first->key, option.key),
                        "an account has one: an access key, a role, a profile or the default chain"};
        first = &option;
    }
    return first ? first->method : "";
}

json::object account_body(const Given& given, const std::string& method) {
    json::object body;
    if (!method.empty()) {
        json::object credential{{"method", method}};
        for (const CredentialOption& option : credential_options)
            if (given.has(option.key) && option.member[0] != '\0')
                credential[option.member] = value_of(given, option);
        body["credential"] = std::move(credential);
    }
    for (const auto& [key, member] : {std::pair{"--partition", "partition"},
                                      {"--endpoint-url", "endpoint_url"},
                                      {"--proxy", "proxy"},
                                      {"--ca-bundle", "ca_bundle"}})
        if (given.has(key)) body[member] = given.text(key);
    if (given.has("--region")) body["regions"] = json::from_texts(given.texts("--region"));
    if (given.has("--fips")) body["fips"] = true;
    return body;
}

json::object new_account_body(const Given& given, std::string_view command) {
    const std::string method = credential_method(given);
    if (method.empty())
        throw Error{Fault::invalid, fmt::format("'{}' needs credentials", command),
                    "--access-key-id and --secret-access-key-file, --role-arn, --profile or --default-chain"};
    json::object body = account_body(given, method);
    body["name"] = given.text("NAME");
    body["enabled"] = !given.has("--disabled");
    return body;
}

}  // namespace certwright::cli
