#include "sandbox/admin/duration.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <utility>

namespace certwright::sandbox {
namespace {

constexpr std::pair<std::string_view, Duration> units[] = {
    {"ms", std::chrono::milliseconds{1}}, {"d", std::chrono::days{1}},    {"h", std::chrono::hours{1}},
    {"m", std::chrono::minutes{1}},       {"s", std::chrono::seconds{1}},
};

/// A hundred years: more is a slip of the finger.
constexpr Duration longest_duration = std::chrono::days{36525};

}  // namespace

Duration parse_duration(std::string_view text) {
    const Error wrong{Fault::invalid, fmt::format("'{}' is no duration", text),
                      "write 73h, 160d, 1d12h or 90s"};
    Duration sum{};
    std::string_view rest = text;
    if (rest.empty()) throw wrong;
    while (!rest.empty()) {
        std::int64_t number = 0;
        const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        if (problem != std::errc{} || number < 0) throw wrong;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        bool known = false;
        for (const auto& [name, unit] : units) {
            if (!rest.starts_with(name)) continue;
            if (number > longest_duration / unit) throw wrong;
            sum += unit * number;
            rest.remove_prefix(name.size());
            known = true;
            break;
        }
        if (!known || sum > longest_duration) throw wrong;
    }
    return sum;
}

}  // namespace certwright::sandbox
