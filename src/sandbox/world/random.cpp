#include "sandbox/world/random.hpp"

#include "base/bytes.hpp"
#include "crypto/random.hpp"

namespace certwright::sandbox {
namespace {

constexpr std::string_view iam_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

std::string random_uuid() {
    return uuid_of(crypto::random_bytes(16));
}

std::string uuid_of(Bytes bytes) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    std::string text = to_hex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
    return text;
}

std::string random_text(std::size_t count, std::string_view alphabet) {
    std::string text;
    for (const auto byte : crypto::random_bytes(count)) text += alphabet[byte % alphabet.size()];
    return text;
}

std::string random_iam_id(std::string_view prefix) {
    return std::string{prefix} + random_text(16, iam_alphabet);
}

std::string random_unique_id(std::string_view prefix) {
    return std::string{prefix} + random_text(17, iam_alphabet);
}

}  // namespace certwright::sandbox
