#include "lifecycle/deployment/server_certificate_name.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t longest_server_certificate_name = 128;
constexpr std::size_t fingerprint_digits = 16;

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool fits_iam(char c) {
    constexpr std::string_view marks = "_+=,.@-";
    return ascii::is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
}

}  // namespace

std::string server_certificate_name(std::string_view certificate_name, std::string_view fingerprint_sha256) {
    std::string name{certificate_name.substr(0, longest_server_certificate_name - fingerprint_digits - 1)};
    std::ranges::replace_if(
        name, [](char c) { return !fits_iam(c); }, '-');
    return name.append("-").append(fingerprint_sha256.substr(0, fingerprint_digits));
}

std::string_view version_in_name(std::string_view server_certificate_name) {
    if (server_certificate_name.size() <= fingerprint_digits) return {};
    const auto version = server_certificate_name.substr(server_certificate_name.size() - fingerprint_digits);
    const bool is_after_dash =
        server_certificate_name[server_certificate_name.size() - fingerprint_digits - 1] == '-';
    return is_after_dash && std::ranges::all_of(version, is_hexadecimal) ? version : std::string_view{};
}

}  // namespace certwright::lifecycle
