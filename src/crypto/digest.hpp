#pragma once

#include "base/bytes.hpp"

#include <array>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace certwright::crypto {

using Sha256Digest = std::array<std::uint8_t, 32>;
using Sha1Digest = std::array<std::uint8_t, 20>;

/// SHA-256 (FIPS 180-4).
Sha256Digest sha256(BytesView data);
Sha256Digest sha256(std::string_view data);
/// The same as 64 lower-case hexadecimal digits.
std::string sha256_hex(BytesView data);
std::string sha256_hex(std::string_view data);

/// SHA-1, only because certificate fingerprints and key identifiers are still shown with it. Never for
/// security.
Sha1Digest sha1(BytesView data);
/// Of the parts one behind the other.
Sha1Digest sha1(std::initializer_list<BytesView> parts);

/// SHA-256 of data that arrives in pieces.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(BytesView data);
    void update(std::string_view data) { update(as_bytes(data)); }
    /// Ends the message and makes the object ready for the next one.
    Sha256Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace certwright::crypto
