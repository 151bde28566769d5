#pragma once

#include <memory>
#include <string>

#include "base/secret.hpp"
#include "net/transport.hpp"

namespace certwright::cli {

class Api;

/// What a command works with: the server it talks to, found when it is first needed.
class Session {
  public:
    Session();
    ~Session();

    /// The server and token that the environment names (CERTWRIGHT_URL, CERTWRIGHT_TOKEN), else those of
    /// `certwright login`. A remembered token goes to the server it was made by and to no other.
    Api& api();
    /// Any server, without a token.
    std::unique_ptr<Api> anonymous(const std::string& url);

  private:
    std::unique_ptr<Api> connect(const std::string& url, Secret token);

    std::unique_ptr<net::Transport> transport_;
    std::unique_ptr<Api> api_;
};

}  // namespace certwright::cli
