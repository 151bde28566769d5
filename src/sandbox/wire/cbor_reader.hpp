#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace certwright::sandbox {

/// What one data item of CBOR begins with (RFC 8949 section 3).
struct CborToken {
    enum class Kind { integer, real, bytes, text, list, map, tag, boolean, nothing, end };
    Kind kind = Kind::nothing;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view characters;          ///< of a text or of bytes whose length was written
    std::optional<std::uint64_t> length;  ///< of a list or map; absent when an end will come
    bool in_pieces = false;               ///< a text, or bytes, in pieces until an end
    bool flag = false;
};

/// Reads one token after another. Nothing is allocated for what a length announces, so that a lie costs
/// nothing.
class CborReader {
  public:
    explicit CborReader(std::string_view input) : rest_(input) {}

    /// Throws ServiceError SerializationException for what is no CBOR, an end of input, and an integer beyond
    /// 64 bits with their sign.
    CborToken next();
    bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

}  // namespace certwright::sandbox
