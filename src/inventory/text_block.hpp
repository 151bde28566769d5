#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace certwright::inventory {

/// Between the pieces of a text, and at both of its ends (migration 0010). No piece contains it.
constexpr char piece_separator = '\x1f';

/// Shows each record of a block (migration 0021) whose text contains `part`, once. An empty part is in
/// every text that has a piece; one with a separator in none.
void look_through(std::string_view block, std::string_view part,
                  const std::function<void(std::int64_t number, std::string_view text)>& visit);

}  // namespace certwright::inventory
