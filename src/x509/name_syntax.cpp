#include "x509/name_syntax.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace certwright::x509 {
namespace {

constexpr std::size_t max_dns_name = 253;
constexpr std::size_t max_dns_label = 63;
constexpr std::size_t max_email = 254;
constexpr std::size_t max_uri = 2048;

[[noreturn]] void refuse_name(std::string_view name, std::string_view kind, std::string_view hint) {
    throw Error{Fault::invalid, fmt::format("{} is no {}", in_quotes(name), kind), std::string{hint}};
}

bool is_visible(char c) {
    return c > 0x20 && c < 0x7f;
}

bool is_label(std::string_view label) {
    if (label.starts_with('-') || label.ends_with('-')) return false;
    return !label.empty() && label.size() <= max_dns_label && std::ranges::all_of(label, [](char c) {
        return ascii::is_alphanumeric(c) || c == '-' || c == '_';
    });
}

bool is_dns_name(std::string_view name) {
    if (name.size() > max_dns_name) return false;
    if (name.starts_with("*.")) name.remove_prefix(2);
    for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
        if (!is_label(name.substr(0, dot))) return false;
        name.remove_prefix(dot + 1);
    }
    return is_label(name);
}

bool is_email(std::string_view address) {
    const auto at = address.find('@');
    return address.size() <= max_email && at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
           address.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(address, is_visible) &&
           address.find('\\') == std::string_view::npos;
}

bool is_uri(std::string_view uri) {
    const auto colon = uri.find(':');
    return uri.size() <= max_uri && colon != std::string_view::npos && colon > 0 && colon + 1 < uri.size() &&
           std::ranges::all_of(uri, [](char c) {
               return is_visible(c) && std::string_view{"\"<>\\^`{|}"}.find(c) == std::string_view::npos;
           });
}

/// The first `bits` set, the others not.
Bytes mask_of(std::size_t octets, unsigned bits) {
    Bytes mask(octets, 0);
    for (unsigned i = 0; i < bits; ++i)
        mask[i / 8] = static_cast<std::uint8_t>(mask[i / 8] | (0x80u >> i % 8));
    return mask;
}

}  // namespace

void check_dns_name(std::string_view name) {
    if (!is_dns_name(name))
        refuse_name(
            name, "DNS name",
            "write letters, digits and hyphens between dots, international names as xn--…, a star only "
            "as the first label");
}

void check_email(std::string_view address) {
    if (!is_email(address)) refuse_name(address, "e-mail address", "write it as somebody@example.com");
}

void check_uri(std::string_view uri) {
    if (!is_uri(uri)) refuse_name(uri, "URI", "write it as http://example.com/, other characters as %XX");
}

Bytes parse_address(std::string_view address) {
    const std::string text{address};
    std::array<std::uint8_t, 16> octets{};
    if (text.find('\0') == std::string::npos) {
        if (inet_pton(AF_INET, text.c_str(), octets.data()) == 1) return {octets.begin(), octets.begin() + 4};
        if (inet_pton(AF_INET6, text.c_str(), octets.data()) == 1) return {octets.begin(), octets.end()};
    }
    refuse_name(address, "IP address", "write it as 192.0.2.7 or 2001:db8::7");
}

Bytes parse_network(std::string_view network) {
    const auto refuse = [&] { refuse_name(network, "network", "write it as 10.0.0.0/8 or 2001:db8::/32"); };
    const auto slash = network.find('/');
    if (slash == std::string_view::npos) refuse();
    Bytes octets = parse_address(network.substr(0, slash));
    const std::string_view length = network.substr(slash + 1);
    unsigned bits = 0;
    const auto [end, problem] = std::from_chars(length.data(), length.data() + length.size(), bits);
    if (problem != std::errc{} || end != length.data() + length.size() || bits > octets.size() * 8) refuse();
    const Bytes mask = mask_of(octets.size(), bits);
    for (std::size_t i = 0; i < mask.size(); ++i)
        if ((octets[i] & ~mask[i]) != 0) refuse();  // 10.0.0.1/8 is an oversight
    octets.insert(octets.end(), mask.begin(), mask.end());
    return octets;
}

}  // namespace certwright::x509
