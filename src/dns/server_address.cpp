#include "dns/server_address.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <arpa/inet.h>

#include <array>
#include <charconv>

namespace certwright::dns {
namespace {

bool is_ip(int family, const std::string& text) {
    std::array<std::uint8_t, 16> address{};
    return inet_pton(family, text.c_str(), address.data()) == 1;
}

}  // namespace

ServerAddress ServerAddress::parse(std::string_view text) {
    const auto bad = [&] {
        return Error{Fault::invalid, in_quotes(text) + " is no address of a name server",
                     "write it as 192.0.2.1:53 or [2001:db8::1]:53"};
    };
    if (is_ip(AF_INET6, std::string{text})) return {.ip = std::string{text}};
    const auto bracket = text.rfind(']');
    const auto colon = text.find(':', bracket == text.npos ? 0 : bracket);
    std::string_view ip = text.substr(0, colon);
    const bool bracketed = ip.size() > 2 && ip.front() == '[' && ip.back() == ']';
    if (bracketed) ip = ip.substr(1, ip.size() - 2);
    ServerAddress address{.ip = std::string{ip}};
    if (!is_ip(bracketed ? AF_INET6 : AF_INET, address.ip)) throw bad();
    if (colon == text.npos) return address;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, address.port);
    if (read.ec != std::errc{} || read.ptr != end || address.port == 0) throw bad();
    return address;
}

std::string ServerAddress::text() const {
    return (ip.find(':') == ip.npos ? ip : "[" + ip + "]") + ":" + std::to_string(port);
}

}  // namespace certwright::dns
