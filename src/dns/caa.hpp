#pragma once

#include "dns/record.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace certwright::dns {

/// A CAA record's property (RFC 8659 section 4.1).
struct Caa {
    bool critical = false;
    std::string tag;  ///< in lower case: it matches without regard to case
    std::string value;

    /// Throws Fault::invalid when the record is of another type or broken.
    static Caa of(const Record& record);
    bool operator==(const Caa&) const = default;
};

/// The names to ask for CAA records, in this order, until one of them has any (RFC 8659 section 3): the name,
/// without the "*" of a wildcard, and what is above it, without the root.
std::vector<Name> caa_climb(const Name& name);

}  // namespace certwright::dns
