#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace certwright::sandbox {

/// Appends data items of CBOR, their lengths first (RFC 8949 section 4.2: the shortest form of each).
class CborWriter {
  public:
    void integer(std::int64_t value);
    void real(double value);
    void bytes(std::string_view value);
    void text(std::string_view value);
    void boolean(bool value);
    void nothing();
    /// What follows is the items, or the keys and values, of so many.
    void list(std::size_t length);
    void map(std::size_t length);
    /// What follows is one item, which the tag explains (section 3.4).
    void tag(std::uint64_t number);

    std::string take() { return std::move(out_); }

  private:
    template <class Encode>
    void head(Encode encode);

    std::string out_;
};

}  // namespace certwright::sandbox
