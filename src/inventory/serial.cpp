#include "inventory/serial.hpp"

#include "base/ascii.hpp"

namespace certwright::inventory {

std::string serial_form(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != ':' && c != ' ') digits += ascii::lower(c);
    if (digits.size() % 2 != 0) digits.insert(0, 1, '0');
    std::string serial;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 2 == 0) serial += ':';
        serial += digits[i];
    }
    return serial;
}

}  // namespace certwright::inventory
