#include "net/public_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace certwright::net {
namespace {

template <std::size_t size>
struct AddressBlock {
    std::array<std::uint8_t, size> first;
    unsigned bits;  ///< of the prefix

    bool holds(BytesView octets) const {
        const std::size_t whole = bits / 8;
        if (!std::equal(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(whole), octets.begin()))
            return false;
        return bits % 8 == 0 || (first[whole] ^ octets[whole]) >> (8 - bits % 8) == 0;
    }
};

constexpr std::array not_public_v4{
    AddressBlock<4>{{0, 0, 0, 0}, 8},        // this network
    AddressBlock<4>{{10, 0, 0, 0}, 8},       // private
    AddressBlock<4>{{100, 64, 0, 0}, 10},    // shared by carriers
    AddressBlock<4>{{127, 0, 0, 0}, 8},      // this machine
    AddressBlock<4>{{169, 254, 0, 0}, 16},   // this link; metadata services of clouds
    AddressBlock<4>{{172, 16, 0, 0}, 12},    // private
    AddressBlock<4>{{192, 0, 0, 0}, 24},     // protocol assignments
    AddressBlock<4>{{192, 0, 2, 0}, 24},     // documentation
    AddressBlock<4>{{192, 88, 99, 0}, 24},   // relays from 6to4, given up
    AddressBlock<4>{{192, 168, 0, 0}, 16},   // private
    AddressBlock<4>{{198, 18, 0, 0}, 15},    // benchmarks
    AddressBlock<4>{{198, 51, 100, 0}, 24},  // documentation
    AddressBlock<4>{{203, 0, 113, 0}, 24},   // documentation
    AddressBlock<4>{{224, 0, 0, 0}, 4},      // groups
    AddressBlock<4>{{240, 0, 0, 0}, 4},      // reserved; broadcast
};

constexpr AddressBlock<16> global_v6{{0x20}, 3};
constexpr std::array not_public_v6{
    AddressBlock<16>{{0x20, 0x01}, 23},              // protocol assignments, Teredo among them
    AddressBlock<16>{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    AddressBlock<16>{{0x20, 0x02}, 16},              // 6to4
    AddressBlock<16>{{0x3f, 0xff}, 20},              // documentation
};
/// The last four octets are an address of IPv4.
constexpr std::array standing_for_v4{
    AddressBlock<16>{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96},  // mapped
    AddressBlock<16>{{0, 0x64, 0xff, 0x9b}, 96},                       // translated (RFC 6052)
};

bool in_any(const auto& blocks, BytesView octets) {
    return std::ranges::any_of(blocks, [&](const auto& block) { return block.holds(octets); });
}

}  // namespace

bool is_public_address(BytesView octets) {
    if (octets.size() == 4) return !in_any(not_public_v4, octets);
    if (octets.size() != 16) return false;
    if (in_any(standing_for_v4, octets)) return is_public_address(octets.subspan(12));
    return global_v6.holds(octets) && !in_any(not_public_v6, octets);
}

bool is_public_address(const sockaddr& address) {
    const auto judge = [&](std::size_t offset, std::size_t size) {
        Bytes octets(size);
        std::memcpy(octets.data(), static_cast<const char*>(static_cast<const void*>(&address)) + offset,
                    size);
        return is_public_address(octets);
    };
    if (address.sa_family == AF_INET) return judge(offsetof(sockaddr_in, sin_addr), 4);
    return address.sa_family == AF_INET6 && judge(offsetof(sockaddr_in6, sin6_addr), 16);
}

bool is_public_address(std::string_view text) {
    std::array<std::uint8_t, 16> octets{};
    const std::string terminated{text};
    if (inet_pton(AF_INET, terminated.c_str(), octets.data()) == 1)
        return is_public_address(BytesView{octets}.first(4));
    return inet_pton(AF_INET6, terminated.c_str(), octets.data()) == 1 &&
           is_public_address(BytesView{octets});
}

}  // namespace certwright::net
