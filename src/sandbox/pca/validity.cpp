#include "sandbox/pca/validity.hpp"

#include <chrono>

namespace certwright::sandbox::pca {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::int64_t last_year = 9999;
/// The last second of that year.
constexpr std::int64_t last_second = 253402300799;

/// Two digits of `value`, `position` pairs from the right.
std::int64_t pair_at(std::int64_t value, int position) {
    for (int each = 0; each < position; ++each) value /= 100;
    return value % 100;
}

/// YYMMDDHHMMSS, years from 1950 to 2049 (RFC 5280 section 4.1.2.5.1), or YYYYMMDDHHMMSS.
std::optional<Time> end_date(std::int64_t digits) {
    constexpr std::int64_t time_of_year = 10'000'000'000;
    std::int64_t written = digits / time_of_year;
    if (written > last_year) return std::nullopt;
    if (written < 100) written += written < 50 ? 2000 : 1900;
    const year_month_day date{year{static_cast<int>(written)},
                              month{static_cast<unsigned>(pair_at(digits, 4))},
                              day{static_cast<unsigned>(pair_at(digits, 3))}};
    const auto hours = pair_at(digits, 2);
    const auto minutes = pair_at(digits, 1);
    const auto seconds = pair_at(digits, 0);
    if (!date.ok() || hours > 23 || minutes > 59 || seconds > 59) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hours} + std::chrono::minutes{minutes} +
           std::chrono::seconds{seconds};
}

/// The same day of the month, or its last.
std::optional<Time> months_after(Time from, std::int64_t months) {
    if (months > last_year * 12) return std::nullopt;
    const auto midnight = std::chrono::floor<std::chrono::days>(from);
    year_month_day date = year_month_day{midnight} + std::chrono::months{months};
    if (static_cast<int>(date.year()) > last_year) return std::nullopt;
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return std::chrono::sys_days{date} + (from - midnight);
}

}  // namespace

std::optional<Time> moment_of(std::string_view type, std::int64_t value, Time from) {
    if (value < 1) return std::nullopt;
    if (type == "END_DATE") return end_date(value);
    if (type == "MONTHS") return months_after(from, value);
    if (type == "YEARS") return value > last_year ? std::nullopt : months_after(from, value * 12);
    if (type == "ABSOLUTE") {
        if (value > last_second) return std::nullopt;
        return Time{std::chrono::seconds{value}};
    }
    if (type == "DAYS") {
        if (value > last_year * 366) return std::nullopt;
        const Time end = from + std::chrono::days{value};
        if (end > Time{std::chrono::seconds{last_second}}) return std::nullopt;
        return end;
    }
    return std::nullopt;
}

}  // namespace certwright::sandbox::pca
