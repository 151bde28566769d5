#pragma once

#include <string>
#include <string_view>

namespace certwright::inventory {

/// A serial number in the one form in which they are stored and compared: lower-case hexadecimal, two digits
/// by two, with colons. Nothing for nothing.
std::string serial_form(std::string_view text);

}  // namespace certwright::inventory
