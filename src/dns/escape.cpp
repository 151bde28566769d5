#include "dns/escape.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace certwright::dns {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

char take_escape(std::string_view& rest) {
    if (rest.size() >= 2 && !is_digit(rest[1])) {
        const char byte = rest[1];
        rest.remove_prefix(2);
        return byte;
    }
    const std::string_view digits = rest.substr(1, 3);
    if (digits.size() == 3 && std::all_of(digits.begin(), digits.end(), is_digit) && digits <= "255") {
        rest.remove_prefix(4);
        return static_cast<char>((digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0'));
    }
    throw Error{Fault::invalid, "a backslash is followed by neither a character nor three digits up to 255"};
}

std::string escape(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    const auto digit = [&](int unit) { return static_cast<char>('0' + value / unit % 10); };
    return {'\\', digit(100), digit(10), digit(1)};
}

}  // namespace certwright::dns
