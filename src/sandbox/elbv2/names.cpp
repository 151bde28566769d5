#include "sandbox/elbv2/names.hpp"

#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace certwright::sandbox::elbv2 {
namespace {

constexpr std::size_t longest_name = 32;

[[noreturn]] void refuse_name(std::string_view kind, std::string_view name, std::string_view rule) {
    throw ServiceError{"ValidationError", fmt::format("The {} name '{}' {}", kind, name, rule)};
}

void check_name(std::string_view kind, std::string_view name) {
    if (name.empty() || name.size() > longest_name)
        refuse_name(kind, name, fmt::format("cannot be longer than '{}' characters", longest_name));
    const bool plain = std::all_of(name.begin(), name.end(), [](unsigned char character) {
        return std::isalnum(character) != 0 || character == '-';
    });
    if (!plain)
        refuse_name(kind, name,
                    "can only contain characters that are alphanumeric characters and hyphens(-)");
    if (name.front() == '-' || name.back() == '-')
        refuse_name(kind, name, "cannot begin or end with a hyphen(-)");
}

}  // namespace

void check_balancer_name(const std::string& name) {
    check_name("load balancer", name);
    if (name.starts_with("internal-")) refuse_name("load balancer", name, "cannot begin with 'internal-'");
}

void check_group_name(const std::string& name) {
    check_name("target group", name);
}

}  // namespace certwright::sandbox::elbv2
