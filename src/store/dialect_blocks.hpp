#pragma once

#include "store/connection.hpp"

#include <string>
#include <string_view>

namespace certwright::store {

/// Leaves out of a migration what is for the other database. Triggers, for one, have no common form;
/// such statements stand between a line `-- only sqlite` or `-- only postgresql` and a line `-- end`.
/// Blocks do not nest. Throws Fault::internal for a block that is not closed or was never opened.
std::string for_dialect(std::string_view script, Dialect dialect);

}  // namespace certwright::store
