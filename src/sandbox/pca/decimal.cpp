#include "sandbox/pca/decimal.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace certwright::sandbox::pca {

std::string decimal_of(std::string_view serial) {
    std::string hex{serial};
    std::erase(hex, ':');
    std::string digits{"0"};  // the last one first
    for (const std::uint8_t byte : from_hex(hex)) {
        unsigned carry = byte;
        for (char& digit : digits) {
            carry += static_cast<unsigned>(digit - '0') * 256;
            digit = static_cast<char>('0' + carry % 10);
            carry /= 10;
        }
        for (; carry > 0; carry /= 10) digits += static_cast<char>('0' + carry % 10);
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

}  // namespace certwright::sandbox::pca
