#pragma once

#include <cstddef>
#include <string>

namespace certwright::bench {

/// The most that ListCertificates gives at once.
inline constexpr std::size_t rows_a_page = 1000;

/// One page of ListCertificates, rows `first` to `first + rows - 1` of an estate in which nothing is
/// random: every field that ACM's rows have, one to five names, all types and key algorithms, expiry
/// over the 400 days around 2026. About 900 bytes a row. `next_token` is left out when empty.
std::string list_page(const std::string& region, std::size_t first, std::size_t rows,
                      const std::string& next_token = "");

}  // namespace certwright::bench
