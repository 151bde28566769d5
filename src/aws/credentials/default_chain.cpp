#include "aws/credentials/default_chain.hpp"

#include "aws/credentials/container.hpp"
#include "aws/credentials/instance_metadata.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "base/error.hpp"

#include <charconv>

namespace certwright::aws {

namespace {

/// Longer chains of source_profile are circles.
constexpr int deepest_chain = 8;

std::string value_of(const IniSection& section, const std::string& name) {
    const auto found = section.find(name);
    return found == section.end() ? std::string{} : found->second;
}

Outcome<Credentials> complete(std::string key, std::string secret, std::string token,
                              const std::string& place) {
    if (key.empty() || secret.empty())
        return no_credentials(place + " names only one of access key id and secret access key");
    return Credentials{.access_key_id = std::move(key),
                       .secret_access_key = Secret{std::move(secret)},
                       .session_token = Secret{std::move(token)},
                       .expires_at = {}};
}

bool has_keys(const IniSection& section) {
    return section.contains("aws_access_key_id") || section.contains("aws_secret_access_key");
}

Outcome<Credentials> keys_of(const IniSection& section, const std::string& name) {
    return complete(value_of(section, "aws_access_key_id"), value_of(section, "aws_secret_access_key"),
                    value_of(section, "aws_session_token"), "the profile \"" + name + "\"");
}

Outcome<Credentials> keys_of(const Environment& environment) {
    return complete(find(environment, "AWS_ACCESS_KEY_ID").value_or(""),
                    find(environment, "AWS_SECRET_ACCESS_KEY").value_or(""),
                    find(environment, "AWS_SESSION_TOKEN").value_or(""), "the environment");
}

Role role_of(const IniSection& section) {
    Role role{.arn = value_of(section, "role_arn"), .external_id = value_of(section, "external_id")};
    if (const std::string name = value_of(section, "role_session_name"); !name.empty())
        role.session_name = name;
    const std::string duration = value_of(section, "duration_seconds");
    int seconds = 0;
    if (std::from_chars(duration.data(), duration.data() + duration.size(), seconds).ec == std::errc{})
        role.duration = std::chrono::seconds{seconds};
    return role;
}

}  // namespace

DefaultChain::DefaultChain(const Reach& reach, Environment environment, std::string profile)
    : reach_(reach), environment_(std::move(environment)), named_profile_(std::move(profile)) {}

Outcome<Credentials> DefaultChain::fetch(std::stop_token stop) {
    try {
        if (!named_profile_.empty()) return of_profile(load_profiles(environment_), named_profile_, 0, stop);
        if (find(environment_, "AWS_ACCESS_KEY_ID")) return keys_of(environment_);

        const Profiles profiles = load_profiles(environment_);
        const auto chosen = find(environment_, "AWS_PROFILE");
        const std::string profile = chosen.value_or("default");
        const auto found = profiles.find(profile);
        if (chosen && found == profiles.end())
            return no_credentials("there is no profile \"" + profile + "\"");
        if (found != profiles.end() && found->second.contains("role_arn"))
            return of_profile(profiles, profile, 0, stop);

        const auto token_file = find(environment_, "AWS_WEB_IDENTITY_TOKEN_FILE");
        const auto role = find(environment_, "AWS_ROLE_ARN");
        if (token_file && role) {
            const auto session = find(environment_, "AWS_ROLE_SESSION_NAME").value_or("certwright");
            return of_web_identity({.arn = *role, .session_name = session}, *token_file, stop);
        }
        if (found != profiles.end() && (chosen || has_keys(found->second)))
            return of_profile(profiles, profile, 0, stop);
        return of_machine(stop);
    } catch (const Error& error) {
        return no_credentials(error.message());
    }
}

Outcome<Credentials> DefaultChain::of_profile(const Profiles& profiles, const std::string& name, int depth,
                                              std::stop_token stop) const {
    const auto found = profiles.find(name);
    if (found == profiles.end()) return no_credentials("there is no profile \"" + name + "\"");
    const IniSection& profile = found->second;
    if (profile.contains("role_arn")) return of_role(profiles, name, depth, std::move(stop));
    if (has_keys(profile)) return keys_of(profile, name);
    for (const char* foreign : {"credential_process", "sso_session", "sso_start_url", "login_session"})
        if (profile.contains(foreign))
            return no_credentials("the profile \"" + name + "\" uses " + foreign +
                                  ", which is not supported");
    return no_credentials("the profile \"" + name + "\" holds no credentials");
}

Outcome<Credentials> DefaultChain::of_role(const Profiles& profiles, const std::string& name, int depth,
                                           std::stop_token stop) const {
    const IniSection& profile = profiles.at(name);
    if (depth > deepest_chain) return no_credentials("the source profiles of \"" + name + "\" form a circle");
    if (profile.contains("mfa_serial"))
        return no_credentials("the profile \"" + name + "\" wants an MFA code, which a server cannot give");
    if (const std::string token_file = value_of(profile, "web_identity_token_file"); !token_file.empty())
        return of_web_identity(role_of(profile), token_file, std::move(stop));

    const std::string source = value_of(profile, "source_profile");
    const std::string place = value_of(profile, "credential_source");
    if (source.empty() == place.empty())
        return no_credentials("the profile \"" + name +
                              "\" needs either source_profile or credential_source beside role_arn");
    const auto of_source = [&]() -> Outcome<Credentials> {
        if (!place.empty()) return of_credential_source(place, stop);
        // A profile may be its own source: then its keys are meant.
        if (source == name) return keys_of(profile, name);
        return of_profile(profiles, source, depth + 1, stop);
    };
    Outcome<Credentials> base = of_source();
    if (!base) return base.failure();
    return AssumedRole{reach_, std::make_shared<StaticCredentials>(std::move(*base)), role_of(profile)}.fetch(
        stop);
}

Outcome<Credentials> DefaultChain::of_credential_source(const std::string& place,
                                                        std::stop_token stop) const {
    if (net::equal_ignoring_case(place, "Environment")) return keys_of(environment_);
    if (net::equal_ignoring_case(place, "EcsContainer"))
        return ContainerCredentials{reach_.transport, reach_.clock, environment_}.fetch(std::move(stop));
    if (net::equal_ignoring_case(place, "Ec2InstanceMetadata"))
        return InstanceMetadata{reach_.transport, reach_.clock, environment_}.fetch(std::move(stop));
    return no_credentials("\"" + place + "\" is no credential_source");
}

Outcome<Credentials> DefaultChain::of_web_identity(Role role, const std::string& token_file,
                                                   std::stop_token stop) const {
    return WebIdentityRole{reach_, std::move(role), token_file}.fetch(std::move(stop));
}

Outcome<Credentials> DefaultChain::of_machine(std::stop_token stop) const {
    if (ContainerCredentials::is_configured(environment_))
        return ContainerCredentials{reach_.transport, reach_.clock, environment_}.fetch(std::move(stop));
    auto found = InstanceMetadata{reach_.transport, reach_.clock, environment_}.fetch(stop);
    if (found || stop.stop_requested()) return found;
    Failure failure = found.failure();
    failure.message =
        "no credentials in the environment, in the shared config files, or from the container endpoint; " +
        failure.message;
    return failure;
}

}  // namespace certwright::aws
