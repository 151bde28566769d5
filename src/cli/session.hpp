#pragma once

#include "base/secret.hpp"
#include "net/transport.hpp"

#include <memory>
#include <string>

namespace certwright::cli {

class Api;

/// CERTWRIGHT_URL, else where `certwright serve` listens when nobody said otherwise.
std::string default_url();

/// What a command works with: the server it talks to, found when it is first needed.
class Session {
  public:
    Session();
    ~Session();

    /// The server and token that the environment names (CERTWRIGHT_URL, CERTWRIGHT_TOKEN), else those of
    /// `certwright login`. A remembered token goes to the server it was made by and to no other.
    Api& api();
    /// Any server, with a token of its own; an empty one for what needs no sign-in. Throws Fault::invalid
    /// for a server that would be sent the token, or a password, in clear over a network.
    std::unique_ptr<Api> connect(const std::string& url, Secret token);

  private:
    std::unique_ptr<net::Transport> transport_;
    std::unique_ptr<Api> api_;
};

}  // namespace certwright::cli
