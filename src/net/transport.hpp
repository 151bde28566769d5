#pragma once

#include "base/time.hpp"
#include "net/http_message.hpp"
#include "net/url.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

namespace certwright::net {

struct ClientRequest {
    std::string method = "GET";
    Url url;
    Headers headers;
    std::string body;
    bool is_confidential =
        false;  ///< the body holds a secret, which no buffer keeps longer than the exchange lasts
    Duration timeout = 30s;  ///< for the whole exchange
    Duration connect_timeout = 5s;
    /// By the machine's clock. Looked at when a connection is ready, so that a process that was stopped for a
    /// while does not send it afterwards.
    std::optional<Time> send_before;
    std::size_t max_response_bytes = 16 * 1024 * 1024;
    std::string ca_bundle;  ///< PEM file to trust instead of the system's; empty for the system's
    std::string proxy;      ///< URL; empty for what the environment says (HTTPS_PROXY, NO_PROXY)
    bool direct = false;    ///< no proxy at all: for services beside this machine, like EC2's metadata
    /// Connects to public addresses only (public_address.hpp), each looked at as the connection is made, so
    /// that no name server can say one thing and then another. For URLs that strangers wrote. Without a
    /// proxy, whose connections nobody here sees.
    bool public_only = false;
};

struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;
    std::optional<Time> sent_at{};  ///< when a connection was ready for it; fakes need not tell
};

/// Why no answer came. `sent` says whether the peer may have seen the request: only then is
/// repeating it a question of idempotency.
enum class TransportFailure {
    resolve,
    connect,
    tls,
    timeout,
    reset,
    too_large,
    cancelled,
    proxy,
    address_refused,  ///< public_only, and the host has no public address
};
std::string_view to_string(TransportFailure failure);

struct NoResponse {
    TransportFailure failure;
    bool sent;
    std::string detail;  ///< one line for people, without secrets
};

/// Port: sends one HTTP request. Every HTTP status is an answer; redirects are not followed; no
/// retries. Thread-safe; blocks the caller until the answer, the time-out or `stop`.
class Transport {
  public:
    virtual ~Transport() = default;
    virtual std::variant<ClientResponse, NoResponse> send(const ClientRequest& request,
                                                          std::stop_token stop) = 0;
};

/// libcurl's multi interface on one thread: keep-alive, connection cache, proxies, TLS.
std::unique_ptr<Transport> make_curl_transport();

}  // namespace certwright::net
