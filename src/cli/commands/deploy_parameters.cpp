#include "cli/commands/deploy_parameters.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "cli/commands/cert_parameters.hpp"
#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace certwright::cli {
namespace {

/// "r1,r2" of each.
std::vector<std::string> comma_separated(const std::vector<std::string>& texts) {
    std::vector<std::string> parts;
    for (const std::string& text : texts) {
        std::size_t from = 0;
        while (from <= text.size()) {
            const std::size_t comma = std::min(text.find(',', from), text.size());
            const std::string part{ascii::trimmed(std::string_view{text}.substr(from, comma - from))};
            if (!part.empty()) parts.push_back(part);
            from = comma + 1;
        }
    }
    return parts;
}

std::int64_t seconds_in(char unit) {
    switch (unit) {
        case 's':
            return 1;
        case 'm':
            return 60;
        case 'h':
            return 3600;
        case 'd':
            return 86'400;
        default:
            return 0;
    }
}

}  // namespace

json::object places_of(const Given& given) {
    const bool is_iam = given.has("--service") && given.text("--service") == "iam";
    for (const std::string needed : {"--account", "--regions"})
        if (!given.has(needed) && !(is_iam && needed == "--regions"))
            throw Error{Fault::invalid, fmt::format("{} is missing", needed),
                        "write certwright deploy CERT --account NAME --regions REGION,REGION"};
    json::object places{{"account", given.text("--account")}};
    if (given.has("--regions"))
        places["regions"] = json::from_texts(comma_separated(given.texts("--regions")));
    if (given.has("--service")) places["service"] = given.text("--service");
    if (given.has("--path")) places["path"] = given.text("--path");
    if (given.has("--replace")) places["replace"] = true;
    if (given.has("--tag")) places["tags"] = pairs_of(given, "--tag");
    return places;
}

void read_order_options(const Given& given, json::object& body) {
    if (given.has("--auto-redeploy")) body["auto_redeploy"] = true;
    if (given.has("--pause")) body["pause_seconds"] = seconds_of(given.text("--pause"));
}

std::int64_t seconds_of(const std::string& text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    const std::int64_t unit = stop + 1 == end ? seconds_in(*stop) : 0;
    if (problem != std::errc{} || unit == 0 || number < 0 || number > 30 * 86'400)
        throw Error{Fault::invalid, fmt::format("'{}' is no duration", printable(text)),
                    "write it as in 90s, 30m, 2h or 1d"};
    return number * unit;
}

}  // namespace certwright::cli
