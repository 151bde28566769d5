#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace certwright::test {

/// A name server on the loopback, UDP and TCP on one port, that says what a test wants, right or wrong.
class ScriptedNameServer {
  public:
    /// The messages that go back for one that came; none for silence.
    using Script = std::function<std::vector<Bytes>(const Bytes& question, bool by_tcp)>;

    explicit ScriptedNameServer(Script script);
    ~ScriptedNameServer();
    ScriptedNameServer(const ScriptedNameServer&) = delete;
    ScriptedNameServer& operator=(const ScriptedNameServer&) = delete;

    /// "127.0.0.1:PORT"
    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    /// How many questions came so far.
    std::size_t asked() const;

  private:
    std::vector<Bytes> answers(const Bytes& question, bool by_tcp);
    void serve_datagram();
    void serve_connection();

    Script script_;
    int datagrams_ = -1;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    mutable std::mutex mutex_;
    std::size_t asked_ = 0;
    std::jthread thread_;
};

}  // namespace certwright::test
