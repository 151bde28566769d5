#include "aws/credentials/metadata_service.hpp"

#include "aws/error_body.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace certwright::aws {

Outcome<std::string> ask_metadata_service(net::Transport& transport, Clock& clock,
                                          const net::ClientRequest& request, int tries, std::string_view what,
                                          std::stop_token stop) {
    Failure failure = no_credentials({});
    for (int number = 1; number <= tries; ++number) {
        if (number > 1 && !clock.wait_for(1s, stop)) break;
        const auto answer = transport.send(request, stop);
        if (const auto* none = std::get_if<net::NoResponse>(&answer)) {
            failure.kind = FailureKind::unreachable;
            failure.http_status = 0;
            failure.message = std::string{what} + " does not answer: " + printable(none->detail);
            continue;
        }
        const auto& response = std::get<net::ClientResponse>(answer);
        if (response.status == 200) return response.body;
        failure.kind = FailureKind::credentials;
        failure.http_status = response.status;
        failure.message = std::string{what} + " answers with status " + std::to_string(response.status);
        if (response.status < 500) break;
    }
    if (stop.stop_requested()) failure.kind = FailureKind::cancelled;
    return failure;
}

Outcome<Credentials> read_metadata_credentials(std::string_view body, std::string_view what) {
    Failure failure = no_credentials("the answer of " + std::string{what} + " holds no credentials");
    boost::system::error_code problem;
    const json::value document = boost::json::parse(body, problem);
    if (problem || !document.is_object()) return failure;
    const json::object& fields = document.get_object();
    if (const auto code = json::text(fields, "Code"); code && *code != "Success") {
        failure.message += ": " + printable(*code);
        return failure;
    }
    Credentials credentials{.access_key_id = json::text(fields, "AccessKeyId").value_or(""),
                            .secret_access_key = Secret{json::text(fields, "SecretAccessKey").value_or("")},
                            .session_token = Secret{json::text(fields, "Token").value_or("")},
                            .expires_at = {}};
    if (credentials.access_key_id.empty() || credentials.secret_access_key.empty()) return failure;
    if (const auto expiration = json::text(fields, "Expiration")) {
        try {
            credentials.expires_at = parse_rfc3339(*expiration);
        } catch (const Error&) {
            return failure;
        }
    }
    return credentials;
}

}  // namespace certwright::aws
