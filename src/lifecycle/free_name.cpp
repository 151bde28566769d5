#include "lifecycle/free_name.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t longest_base = 120;  // in bytes: names have 128

}  // namespace

std::string free_name(store::Connection& connection, const Repository& repository,
                      const std::string& wanted) {
    const std::string base{utf8_prefix(wanted.empty() ? "certificate" : wanted, longest_base)};
    std::string name = base;
    for (int number = 2; repository.find(connection, name); ++number)
        name = fmt::format("{} ({})", base, number);
    return name;
}

}  // namespace certwright::lifecycle
