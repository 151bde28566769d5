#include "vault/envelope.hpp"

#include <cstdint>

namespace certwright::vault {

std::string associated_data(std::string_view kind, std::initializer_list<std::string_view> texts) {
    std::string bytes{kind};
    bytes += '\n';
    for (const std::string_view text : texts) {
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>(static_cast<std::uint64_t>(text.size()) >> shift & 0xff);
        bytes += text;
    }
    return bytes;
}

std::string key_context(std::string_view owner, std::string_view field) {
    return associated_data("certwright data key 1", {owner, field});
}

}  // namespace certwright::vault
