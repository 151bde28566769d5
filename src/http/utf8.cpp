#include "http/utf8.hpp"

#include <cstdint>

namespace certwright::http {

bool is_storable_text(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
        const std::uint8_t lead = byte(i);
        if (lead == 0) return false;
        std::size_t extra = 0;
        std::uint32_t code = lead;
        if (lead >= 0xf0 && lead <= 0xf4)
            extra = 3, code = lead & 0x07u;
        else if (lead >= 0xe0 && lead < 0xf0)
            extra = 2, code = lead & 0x0fu;
        else if (lead >= 0xc2 && lead < 0xe0)
            extra = 1, code = lead & 0x1fu;
        else if (lead >= 0x80)
            return false;
        if (text.size() - i <= extra) return false;
        for (std::size_t k = 1; k <= extra; ++k) {
            if ((byte(i + k) & 0xc0u) != 0x80u) return false;
            code = code << 6u | (byte(i + k) & 0x3fu);
        }
        const bool overlong = (extra == 2 && code < 0x800) || (extra == 3 && code < 0x10000);
        const bool surrogate = code >= 0xd800 && code <= 0xdfff;
        if (overlong || surrogate || code > 0x10ffff) return false;
        i += extra + 1;
    }
    return true;
}

}  // namespace certwright::http
