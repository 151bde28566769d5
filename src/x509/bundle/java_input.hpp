#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <string>

namespace certwright::x509 {

/// Bytes as java.io.DataOutput writes them: big end first. Throws Fault::invalid when there are too few.
class JavaInput {
  public:
    explicit JavaInput(BytesView bytes) : rest_(bytes) {}

    std::uint8_t u1() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u2() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u4() { return static_cast<std::uint32_t>(number(4)); }
    BytesView bytes(std::size_t count);
    /// As many as the u4 in front says.
    BytesView counted_bytes() { return bytes(u4()); }
    /// A text with its length in a u2, as UTF-8.
    std::string text();
    void skip(std::size_t count) { (void)bytes(count); }
    bool at_end() const noexcept { return rest_.empty(); }

  private:
    std::uint32_t number(std::size_t size);
    BytesView rest_;
};

}  // namespace certwright::x509
