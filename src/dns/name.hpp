#pragma once

#include "base/bytes.hpp"

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::dns {

/// An absolute domain name (RFC 1035 section 3.1), in lower case because names compare without regard to it
/// (RFC 4343). The order is the canonical one (RFC 4034 section 6.1): what is below a name follows it at
/// once.
class Name {
  public:
    /// The root.
    Name() = default;
    /// Reads what people and APIs write, with or without the final dot: letters, digits, hyphens, underscores
    /// and a label "*"; any other byte as an escape, \X or \DDD (RFC 1035 section 5.1). Nothing is added (no
    /// search domains) and nothing translated: an internationalised name comes as "xn--…". Throws
    /// Fault::invalid, also for a label over 63 bytes and a name over 255 on the wire.
    static Name parse(std::string_view text);
    /// Reads labels with their lengths, the root's included, uncompressed. Throws Fault::invalid.
    static Name from_wire(BytesView bytes);

    /// Without the final dot, "." for the root; what parse() would not take as it is, as \DDD.
    std::string text() const;
    /// With the final dot.
    std::string absolute_text() const;

    bool is_root() const noexcept { return labels_.empty(); }
    /// Whether its first label is "*" (RFC 4592 section 2.1.1).
    bool is_wildcard() const noexcept { return !labels_.empty() && labels_.back() == "*"; }
    /// The number of labels, without the root's.
    std::size_t depth() const noexcept { return labels_.size(); }
    bool is_at_or_below(const Name& other) const noexcept;
    /// Its last `depth` labels; itself when there are no more.
    Name ancestor(std::size_t depth) const;
    /// The root is its own.
    Name parent() const { return ancestor(depth() > 0 ? depth() - 1 : 0); }
    /// "*" in front of it. Throws Fault::invalid when that is too long.
    Name wildcard() const;

    auto operator<=>(const Name&) const = default;

  private:
    explicit Name(std::vector<std::string> labels);

    std::vector<std::string> labels_;  ///< the one next to the root first: that makes the order canonical
};

}  // namespace certwright::dns
