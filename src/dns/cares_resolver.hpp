#pragma once

#include "base/time.hpp"
#include "dns/message.hpp"
#include "dns/resolver.hpp"
#include "dns/server_address.hpp"

#include <variant>

namespace certwright::dns {

struct CaresOptions {
    std::vector<std::string> servers;  ///< "ip:port", asked in this order; none for what the system is set to
    Duration timeout = 2s;             ///< for each question to one server
    int tries = 2;                     ///< rounds through the servers
};

/// Asks resolvers over the network, by c-ares. The next server is asked when one is silent, unreachable or
/// fails; so a look-up takes at most timeout × tries × servers, for each part of a chain that a server did
/// not follow itself.
class CaresResolver final : public Resolver {
  public:
    /// Throws Fault::invalid for what is no server's address.
    explicit CaresResolver(const CaresOptions& options);
    /// Throws Fault::unavailable when the process has no means left to ask.
    Lookup lookup(const Name& name, RecordType type, std::stop_token stop) override;

  private:
    struct Answered {
        Response response;  ///< a usable one
        ServerAddress server;
    };
    /// One question to whichever server answers it; otherwise the look-up as it failed.
    std::variant<Answered, Lookup> ask(const Name& name, RecordType type, const std::stop_token& stop) const;

    std::vector<ServerAddress> servers_;
    Duration timeout_;
    int tries_;
};

}  // namespace certwright::dns
