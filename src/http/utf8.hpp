#pragma once

#include <string_view>

namespace certwright::http {

/// Well-formed UTF-8 (RFC 3629) without NUL: what both databases can keep as text.
bool is_storable_text(std::string_view text) noexcept;

}  // namespace certwright::http
