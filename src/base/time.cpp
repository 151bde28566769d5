#include "base/time.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <charconv>

namespace certwright {
namespace {

[[noreturn]] void refuse(std::string_view text) {
    throw Error{Fault::invalid, fmt::format("cannot read {} as a time", in_quotes(text)),
                "write it as RFC 3339, for example 2026-01-31T12:00:00Z"};
}

/// Reads exactly `width` digits from the front of `rest`.
int take_number(std::string_view& rest, std::size_t width, std::string_view whole) {
    int value = 0;
    if (rest.size() < width) refuse(whole);
    const char* end = rest.data() + width;
    const auto [stop, problem] = std::from_chars(rest.data(), end, value);
    if (problem != std::errc{} || stop != end || rest.front() == '-') refuse(whole);
    rest.remove_prefix(width);
    return value;
}

void take_character(std::string_view& rest, std::string_view accepted, std::string_view whole) {
    if (rest.empty() || accepted.find(rest.front()) == std::string_view::npos) refuse(whole);
    rest.remove_prefix(1);
}

Duration take_fraction(std::string_view& rest, std::string_view whole) {
    if (rest.empty() || rest.front() != '.') return {};
    rest.remove_prefix(1);
    std::int64_t micros = 0;
    std::size_t digits = 0;
    for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++digits)
        if (digits < 6) micros = micros * 10 + (rest.front() - '0');
    if (digits == 0) refuse(whole);
    for (; digits < 6; ++digits) micros *= 10;
    return Duration{micros};
}

Duration take_offset(std::string_view& rest, std::string_view whole) {
    if (!rest.empty() && (rest.front() == 'Z' || rest.front() == 'z')) {
        rest.remove_prefix(1);
        return {};
    }
    const bool west = !rest.empty() && rest.front() == '-';
    take_character(rest, "+-", whole);
    const std::chrono::hours hours{take_number(rest, 2, whole)};
    take_character(rest, ":", whole);
    const std::chrono::minutes minutes{take_number(rest, 2, whole)};
    if (hours > 23h || minutes > 59min) refuse(whole);
    const Duration offset = hours + minutes;
    return west ? -offset : offset;
}

}  // namespace

std::string format_rfc3339(Time time) {
    // By whole numbers: std::chrono::floor overflows on the way at the ends of what Time can hold.
    constexpr std::int64_t day_length = Duration{std::chrono::days{1}}.count();
    const std::int64_t rest = to_micros(time) % day_length;
    const std::chrono::days day{to_micros(time) / day_length - (rest < 0 ? 1 : 0)};
    const std::chrono::year_month_day date{std::chrono::sys_days{day}};
    const std::chrono::hh_mm_ss clock{Duration{rest < 0 ? rest + day_length : rest}};
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                   clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (clock.subseconds().count() != 0) text += fmt::format(".{:06}", clock.subseconds().count());
    return text + 'Z';
}

Time parse_rfc3339(std::string_view text) {
    std::string_view rest = text;
    const int year = take_number(rest, 4, text);
    take_character(rest, "-", text);
    const int month = take_number(rest, 2, text);
    take_character(rest, "-", text);
    const int day = take_number(rest, 2, text);
    take_character(rest, "Tt ", text);
    const int hour = take_number(rest, 2, text);
    take_character(rest, ":", text);
    const int minute = take_number(rest, 2, text);
    take_character(rest, ":", text);
    const int second = take_number(rest, 2, text);
    const Duration fraction = take_fraction(rest, text);
    const Duration offset = take_offset(rest, text);

    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    // A leap second (60) is folded into the next minute, as POSIX clocks do.
    if (!date.ok() || hour > 23 || minute > 59 || second > 60 || !rest.empty()) refuse(text);
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
           std::chrono::seconds{second} + fraction - offset;
}

}  // namespace certwright
