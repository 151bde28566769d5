#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace certwright::sandbox {

/// A large estate that is drawn by lot.
struct EstatePlan {
    std::size_t certificates = 0;
    std::size_t region_count = 30;      ///< where none are named; those that everybody has come first
    std::vector<std::string> regions;   ///< by name
    std::vector<std::string> accounts;  ///< ids; all of the world where none is named
    std::uint64_t seed = 1;             ///< the same seed draws the same facts, keys and signatures apart
};

}  // namespace certwright::sandbox
