#pragma once

#include <cstddef>

namespace certwright::store {

/// Prepared statements kept by a connection. Ordinary code has far fewer texts; list filters make
/// more, and then the whole cache starts anew.
inline constexpr std::size_t most_statements = 256;

}  // namespace certwright::store
