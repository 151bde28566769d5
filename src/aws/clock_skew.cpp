#include "aws/clock_skew.hpp"

#include <array>
#include <charconv>

namespace certwright::aws {

namespace {

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<unsigned> month_named(std::string_view name) {
    static constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (unsigned i = 0; i < names.size(); ++i)
        if (names.at(i) == name) return i + 1;
    return std::nullopt;
}

}  // namespace

std::optional<Time> parse_http_date(std::string_view text) {
    // "Sun, 06 Nov 1994 08:49:37 GMT": every field has its place.
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT" || text[19] != ':' ||
        text[22] != ':')
        return std::nullopt;
    const auto day = number(text.substr(5, 2)), year = number(text.substr(12, 4)),
               hour = number(text.substr(17, 2)), minute = number(text.substr(20, 2)),
               second = number(text.substr(23, 2));
    const auto month = month_named(text.substr(8, 3));
    if (!day || !month || !year || !hour || !minute || !second) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

std::optional<Duration> learn_skew(std::string_view code, const net::Headers& headers, Time signed_at,
                                   Time now) {
    if (code.ends_with("Exception")) code.remove_suffix(std::string_view{"Exception"}.size());
    const bool is_about_time = code == "RequestTimeTooSkewed" || code == "RequestExpired";
    const bool may_be_about_time =
        code == "SignatureDoesNotMatch" || code == "InvalidSignature" || code == "AuthFailure";
    if (!is_about_time && !may_be_about_time) return std::nullopt;
    const auto field = headers.find("Date");
    const auto theirs = field ? parse_http_date(*field) : std::nullopt;
    if (!theirs) return std::nullopt;
    // AWS forgives 5 minutes; an answer may have been under way for some of them.
    const Duration tolerance = is_about_time ? Duration{30s} : Duration{4min};
    if (std::chrono::abs(*theirs - signed_at) < tolerance) return std::nullopt;
    return *theirs - now;
}

}  // namespace certwright::aws
