#pragma once

#include <string_view>

namespace certwright::store {

/// What both databases can keep as TEXT: valid UTF-8 (RFC 3629) without NUL. PostgreSQL refuses
/// anything else and SQLite would take it, so both drivers ask here first. Throws Fault::invalid
/// without quoting the text.
void require_storable(std::string_view text);

}  // namespace certwright::store
