#pragma once

#include "sandbox/acm/store.hpp"
#include "sandbox/world/pager.hpp"

#include <functional>
#include <vector>

namespace certwright::sandbox::acm {

/// The certificates of one page that `wanted` takes, in the order of creation. Looks at as many rows as it
/// takes, and no further.
std::vector<const Certificate*> rows_of_page(const Store& store,
                                             const std::function<bool(const Certificate&)>& wanted,
                                             bool descending, Pager& pager, Time now);

}  // namespace certwright::sandbox::acm
