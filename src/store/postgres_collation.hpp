#pragma once

#include <string>
#include <string_view>

namespace certwright::store {

/// The script with each column type TEXT turned into TEXT COLLATE "C", so that PostgreSQL sorts and
/// compares bytewise as SQLite does, whatever locale its cluster was made with. Strings, quoted
/// names, comments, casts and columns named "text" stay as they are.
std::string with_bytewise_text(std::string_view script);

}  // namespace certwright::store
