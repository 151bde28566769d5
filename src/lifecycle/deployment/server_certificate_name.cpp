#include "lifecycle/deployment/server_certificate_name.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t longest_server_certificate_name = 128;
constexpr std::size_t fingerprint_digits = 16;

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

}  // namespace certwright::lifecycle
