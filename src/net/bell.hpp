#pragma once

#include "net/descriptor.hpp"

namespace certwright::net {

/// Wakes a thread that waits in poll(): put number() among what it waits for. Once rung, it stays readable.
class Bell {
  public:
    /// Throws Fault::unavailable when the process has no descriptors left.
    Bell();
    /// From any thread.
    void ring() noexcept;
    int number() const noexcept { return event_.number(); }

  private:
    Descriptor event_;
};

}  // namespace certwright::net
