#include "x509/serial.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/handle.hpp"
#include "base/utf8.hpp"
#include "crypto/failure.hpp"
#include "crypto/random.hpp"

#include <fmt/format.h>
#include <openssl/asn1.h>
#include <openssl/bn.h>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_octets = 20;
constexpr int max_bits = max_octets * 8 - 1;  // the highest bit is the sign

using Number = Handle<BIGNUM, BN_free>;

std::string pairs(BytesView bytes) {
    const std::string hex = to_hex(bytes);
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        if (i > 0) text += ':';
        text.append(hex, i, 2);
    }
    return text;
}

/// A colon anywhere but between two pairs stays, and is no digit.
Number number_of(std::string_view text) {
    std::string hex;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != ':' || i % 3 != 2) hex += text[i];
    const Bytes bytes = from_hex(hex);
    Number number{BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)};
    crypto::require(number != nullptr, "read a serial number");
    return number;
}

}  // namespace

void SerialRelease::operator()(ASN1_INTEGER* serial) const noexcept {
    ASN1_INTEGER_free(serial);
}

std::string serial_text(const ASN1_INTEGER* serial) {
    const Number number{ASN1_INTEGER_to_BN(serial, nullptr)};
    crypto::require(number != nullptr, "read a serial number");
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    if (bytes.empty()) bytes.push_back(0);
    return (BN_is_negative(number.get()) ? "-" : "") + pairs(bytes);  // forbidden, and seen in the wild
}

NativeSerial parse_serial(std::string_view text) {
    const auto refuse = [&](std::string_view problem) {
        throw Error{Fault::invalid,
                    fmt::format("cannot use {} as a serial number: {}", in_quotes(text), problem),
                    "write up to 20 octets in hexadecimal, for example 0a:1b:2c"};
    };
    Number number;
    if (text.size() > 3 * (max_octets + 1)) refuse("it has more than 20 octets");
    try {
        number = number_of(text);
    } catch (const Error&) {
        refuse("it is no hexadecimal number");
    }
    if (BN_is_zero(number.get())) refuse("it is not positive");
    if (BN_num_bits(number.get()) > max_bits) refuse("it has more than 20 octets");
    NativeSerial serial{BN_to_ASN1_INTEGER(number.get(), nullptr)};
    crypto::require(serial != nullptr, "make a serial number");
    return serial;
}

std::string random_serial() {
    Bytes bytes = crypto::random_bytes(max_octets);
    // Positive, and always of the same length.
    bytes.front() = static_cast<std::uint8_t>((bytes.front() & 0x3f) | 0x40);
    return pairs(bytes);
}

}  // namespace certwright::x509
