#pragma once

#include "support/child_process.hpp"
#include "support/temp_directory.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace certwright::test {

/// BIND, the name server that others are measured by, for this process alone on a port of the loopback. It
/// stops with its scope, and also when this process is killed.
class BindServer {
  public:
    /// Authoritative for zones, given as zone files by their origins.
    explicit BindServer(const std::map<std::string, std::string>& zones);
    /// The same, and whoever signs with the key (its name, algorithm and secret in base64) may change them.
    struct Key {
        std::string name, algorithm, secret;
    };
    BindServer(const std::map<std::string, std::string>& zones, const Key& key);
    /// Looks up for others, and asks everything of the server on this port of the loopback.
    explicit BindServer(std::uint16_t forwarder);

    /// "127.0.0.1:PORT"
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    std::uint16_t port() const noexcept { return port_; }

  private:
    /// `options` and `statements` go into named.conf.
    void start(const std::string& options, const std::string& statements);
    std::string zone_statements(const std::map<std::string, std::string>& zones, const std::string& settings);

    TempDirectory directory_;
    std::uint16_t port_ = 0;
    std::unique_ptr<ChildProcess> server_;
};

}  // namespace certwright::test
