#pragma once

#include "sandbox/world/settings.hpp"

#include <cstdint>
#include <memory>

namespace certwright::sandbox {

/// The whole sandbox: the world, and the servers that speak for it. Runs until it is destroyed.
class Sandbox {
  public:
    /// Binds its ports here: Fault::unavailable when one is taken.
    explicit Sandbox(Settings settings);
    ~Sandbox();

    std::uint16_t port() const;
    std::uint16_t admin_port() const;
    std::uint16_t dns_port() const;
    /// Forgets everything and begins with the fixture again.
    void reset();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::sandbox
