#include "aws/credentials/assumed_role.hpp"

#include "aws/credentials/file.hpp"
#include "aws/credentials/static_credentials.hpp"
#include "base/error.hpp"

#include <pugixml.hpp>

#include <algorithm>

namespace certwright::aws {

namespace {

/// STS refuses longer sessions of a role that another role assumes ("role chaining"). A temporary key need
/// not be a role's, but nothing in it tells, and a shorter session is only renewed more often.
constexpr std::chrono::seconds longest_chained{3600};

std::string form(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        // AWS refuses empty optional parameters.
        if (value.empty()) continue;
        if (!body.empty()) body += '&';
        body.append(name).append("=").append(net::percent_encode(value));
    }
    return body;
}

std::string seconds_text(std::optional<std::chrono::seconds> duration) {
    return duration ? std::to_string(duration->count()) : std::string{};
}

Failure unreadable(const Role& role) {
    Failure failure = no_credentials("the answer to assuming " + role.arn + " holds no credentials");
    failure.kind = FailureKind::malformed;
    return failure;
}

Outcome<Credentials> read_credentials(const std::string& body, const char* operation, const Role& role) {
    pugi::xml_document document;
    if (!document.load_buffer(body.data(), body.size())) return unreadable(role);
    const std::string result = std::string{operation} + "Result";
    const pugi::xml_node node = document.document_element().child(result.c_str()).child("Credentials");
    Credentials credentials{.access_key_id = node.child_value("AccessKeyId"),
                            .secret_access_key = Secret{node.child_value("SecretAccessKey")},
                            .session_token = Secret{node.child_value("SessionToken")},
                            .expires_at = {}};
    if (credentials.access_key_id.empty() || credentials.secret_access_key.empty()) return unreadable(role);
    try {
        credentials.expires_at = parse_rfc3339(node.child_value("Expiration"));
    } catch (const Error&) {
        return unreadable(role);
    }
    return credentials;
}

Outcome<Credentials> ask(Client& client, const Call& call, const Role& role, std::stop_token stop) {
    const auto answer = client.send(call, {.stop = std::move(stop), .ledger = nullptr, .deadline = 30s});
    if (answer) return read_credentials(*answer, call.operation.c_str(), role);
    Failure failure = answer.failure();
    switch (failure.kind) {
        case FailureKind::access_denied:
        case FailureKind::not_found:
        case FailureKind::invalid:
            failure.kind = FailureKind::credentials;
            break;
        case FailureKind::credentials:
        case FailureKind::region_disabled:
        case FailureKind::unknown_operation:
        case FailureKind::conflict:
        case FailureKind::quota:
        case FailureKind::throttled:
        case FailureKind::unreachable:
        case FailureKind::malformed:
        case FailureKind::service:
        case FailureKind::cancelled:
            break;
    }
    return failure;
}

Client client_of(const Reach& reach, CredentialsProvider& credentials, const Role& role) {
    return {reach.transport, credentials, reach.quotas, reach.clock, reach.metrics, reach.site, role.arn};
}

}  // namespace

AssumedRole::AssumedRole(const Reach& reach, std::shared_ptr<CredentialsProvider> base, Role role)
    : base_(std::move(base)),
      client_(client_of(reach, *base_, role)),
      region_(reach.region),
      role_(std::move(role)) {}

Outcome<Credentials> AssumedRole::fetch(std::stop_token stop) {
    const auto base = base_->get(stop);
    if (!base) return base.failure();
    auto duration = role_.duration;
    if (duration && !(*base)->session_token.empty()) duration = std::min(*duration, longest_chained);
    return ask(client_,
               {.service = Service::sts,
                .operation = "AssumeRole",
                .region = region_,
                .body = form({{"DurationSeconds", seconds_text(duration)},
                              {"ExternalId", role_.external_id},
                              {"RoleArn", role_.arn},
                              {"RoleSessionName", role_.session_name}})},
               role_, std::move(stop));
}

WebIdentityRole::WebIdentityRole(const Reach& reach, Role role, std::string token_file)
    : nobody_(std::make_unique<StaticCredentials>(Credentials{})),
      client_(client_of(reach, *nobody_, role)),
      region_(reach.region),
      role_(std::move(role)),
      token_file_(std::move(token_file)) {}

Outcome<Credentials> WebIdentityRole::fetch(std::stop_token stop) {
    const auto token = read_token_file(token_file_);
    if (!token) return no_credentials("cannot read the web identity token file \"" + token_file_ + "\"");
    return ask(client_,
               {.service = Service::sts,
                .operation = "AssumeRoleWithWebIdentity",
                .region = region_,
                .body = form({{"DurationSeconds", seconds_text(role_.duration)},
                              {"RoleArn", role_.arn},
                              {"RoleSessionName", role_.session_name},
                              {"WebIdentityToken", token->reveal()}}),
                .signed_ = false},
               role_, std::move(stop));
}

}  // namespace certwright::aws
