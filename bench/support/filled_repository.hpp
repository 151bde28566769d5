#pragma once

#include "base/time.hpp"
#include "store/database.hpp"

#include <cstddef>

namespace certwright::bench {

/// `certificates` of the repository as rows, one version of each: half of them with their keys, a tenth of
/// the names with "shop", owners and tags of some teams, ends over the year around `now`. There are no
/// certificates behind them: lists do not look at those.
void fill_repository(store::Database& database, std::size_t certificates, Time now);

}  // namespace certwright::bench
