#pragma once

#include "base/json.hpp"
#include "base/secret.hpp"
#include "net/transport.hpp"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace certwright::cli {

/// Query parameters, in order; a name may repeat.
using Query = std::vector<std::pair<std::string, std::string>>;

/// The REST API of one server, in the name of one token. A problem document becomes the Error that it
/// describes; no answer at all becomes Fault::unavailable.
class Api {
  public:
    /// `token` may be empty, for what needs no sign-in.
    Api(net::Transport& transport, net::Url server, Secret token, std::string ca_bundle);

    /// Paths are relative to /api/v1 and already percent-encoded: "/accounts/demo".
    json::value get(const std::string& path, const Query& query = {});
    json::value post(const std::string& path, const json::object& body = {});
    json::value patch(const std::string& path, const json::object& body);
    void put(const std::string& path, const json::object& body);
    void remove(const std::string& path, const Query& query = {});
    /// The body as it is, for what is no JSON.
    std::string download(const std::string& path, const Query& query);
    /// The same of what is asked for with a body; there may be a key in it.
    Secret fetch(const std::string& path, const json::object& body);

    /// Shows each item of a list, page by page, until `visit` returns false.
    void each(const std::string& path, const Query& query,
              const std::function<bool(const json::object&)>& visit);

    std::string url() const { return server_.text(); }

    /// Signs in with a password instead of a token: `token` is made with the session, which then ends.
    Secret make_token(const std::string& name, const Secret& password, const std::string& token_name);

  private:
    net::ClientResponse send(const std::string& method, const std::string& path, const Query& query,
                             std::string body, const net::Headers& more = {});

    std::string make_named_token(const std::string& name, const net::Headers& signed_in);

    net::Transport& transport_;
    net::Url server_;
    Secret token_;
    std::string ca_bundle_;
};

}  // namespace certwright::cli
