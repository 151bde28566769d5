#include "x509/host.hpp"

#include "base/ascii.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

namespace certwright::x509 {
namespace {

std::string folded(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    return ascii::lower(name);
}

/// An address as inet_ntop writes it, so that equal ones are equal texts.
std::optional<std::string> canonical_address(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const std::string text{host};
    for (const int family : {AF_INET, AF_INET6}) {
        std::array<unsigned char, 16> bytes{};
        std::array<char, INET6_ADDRSTRLEN> canonical{};
        if (inet_pton(family, text.c_str(), bytes.data()) == 1 &&
            inet_ntop(family, bytes.data(), canonical.data(), canonical.size()))
            return canonical.data();
    }
    return std::nullopt;
}

}  // namespace

bool name_covers(std::string_view pattern, std::string_view host) {
    const std::string name = folded(pattern);
    const std::string wanted = folded(host);
    if (wanted.empty()) return false;
    if (name == wanted) return true;
    if (!name.starts_with("*.")) return false;
    const std::string_view parent = std::string_view{name}.substr(2);
    if (parent.find('.') == std::string_view::npos || parent.find('*') != std::string_view::npos)
        return false;
    const auto dot = wanted.find('.');
    return dot != std::string::npos && dot > 0 && wanted.find('*') == std::string::npos &&
           std::string_view{wanted}.substr(dot + 1) == parent;
}

bool covers(const Certificate& certificate, std::string_view host) {
    if (const auto address = canonical_address(host))
        return std::ranges::find(certificate.ip_addresses, *address) != certificate.ip_addresses.end();
    if (std::ranges::any_of(certificate.dns_names, [&](const auto& name) { return name_covers(name, host); }))
        return true;
    const bool has_host_names =
        !certificate.dns_names.empty() || !certificate.ip_addresses.empty() || !certificate.uris.empty();
    return !has_host_names && name_covers(certificate.common_name, host);
}

}  // namespace certwright::x509
