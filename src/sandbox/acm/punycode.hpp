#pragma once

#include <string_view>

namespace certwright::sandbox::acm {

/// Whether the part of a label behind "xn--" can be decoded (RFC 3492 section 6.2) to a text with characters
/// beyond ASCII, without which a label has no such form (RFC 5890 section 2.3.2.1). Which characters IDNA
/// takes is not looked at. In small letters.
bool is_punycode(std::string_view encoded);

}  // namespace certwright::sandbox::acm
