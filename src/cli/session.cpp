#include "cli/session.hpp"

#include "base/error.hpp"
#include "cli/api.hpp"
#include "cli/credentials_file.hpp"
#include "cli/environment.hpp"

namespace certwright::cli {
namespace {

/// A token in clear over the network is as good as published.
void refuse_clear_text(const net::Url& server) {
    if (server.scheme == "http" && !server.is_loopback())
        throw Error{Fault::invalid, "will not send a token to " + server.text() + " without TLS",
                    "use an https URL; others on the way could read the token"};
}

}  // namespace

std::string default_url() {
    const std::string named = environment_variable("CERTWRIGHT_URL");
    return named.empty() ? "http://127.0.0.1:8080" : named;
}

Session::Session() = default;
Session::~Session() = default;

Api& Session::api() {
    if (api_) return *api_;
    std::string url = environment_variable("CERTWRIGHT_URL");
    Secret token{environment_variable("CERTWRIGHT_TOKEN")};
    if (token.empty() || url.empty()) {
        if (auto remembered = load_credentials(credentials_path())) {
            if (url.empty()) url = remembered->url;
            if (token.empty() && net::Url::parse(url).text() == remembered->url)
                token = std::move(remembered->token);
        }
    }
    if (token.empty())
        throw Error{Fault::unauthenticated, "no API token to ask with",
                    "set CERTWRIGHT_TOKEN to an API token, or use `certwright login`"};
    api_ = connect(url.empty() ? default_url() : url, std::move(token));
    return *api_;
}

std::unique_ptr<Api> Session::connect(const std::string& url, Secret token) {
    const net::Url server = net::Url::parse(url);
    refuse_clear_text(server);
    if (!transport_) transport_ = net::make_curl_transport();
    return std::make_unique<Api>(*transport_, server, std::move(token),
                                 environment_variable("CERTWRIGHT_CA_BUNDLE"));
}

}  // namespace certwright::cli
