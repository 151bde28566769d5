#include "sandbox/estate/drawn_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certwright::sandbox {
namespace {

constexpr std::array<std::string_view, 24> services{
    "api",     "www",    "checkout", "login",  "cdn",     "admin",   "search",   "mail",
    "grafana", "vault",  "git",      "ci",     "metrics", "billing", "portal",   "partners",
    "assets",  "mobile", "webhooks", "status", "chat",    "docs",    "tracking", "static"};
constexpr std::array<std::string_view, 12> teams{"payments", "orders",   "identity",  "platform",
                                                 "data",     "growth",   "logistics", "support",
                                                 "media",    "security", "retail",    "labs"};
constexpr std::array<std::string_view, 8> companies{"shop.test",     "acme-retail.test",  "northwind.test",
                                                    "contoso.test",  "globex.test",       "initech.test",
                                                    "umbrella.test", "xn--bcher-kva.test"};

std::string_view draw_word(Dice& dice, std::span<const std::string_view> words) {
    return dice.one_of(words);
}

std::size_t draw_count(Dice& dice, std::size_t most) {
    const auto kind = dice.below(1000);
    std::size_t count = 1;
    if (kind >= 350) count = 2;
    if (kind >= 750) count = 3 + dice.below(8);
    if (kind >= 985) count = 11 + dice.below(50);
    if (kind >= 998) count = 101 + dice.below(50);
    return std::min(count, most);
}

}  // namespace

Purpose draw_purpose(Dice& dice) {
    Purpose purpose;
    purpose.service = draw_word(dice, services);
    purpose.team = draw_word(dice, teams);
    purpose.environment = draw(dice, {{"prod", 55}, {"staging", 25}, {"dev", 20}});
    const auto company = draw_word(dice, companies);
    purpose.domain = purpose.environment == "prod"
                         ? fmt::format("{}.{}", purpose.team, company)
                         : fmt::format("{}.{}.{}", purpose.team, purpose.environment, company);
    return purpose;
}

std::vector<std::string> draw_names(Dice& dice, const Purpose& purpose, std::size_t most) {
    const auto count = draw_count(dice, most);
    const auto number = dice.below(1000);
    const std::string host = number < 300 ? purpose.service : fmt::format("{}-{}", purpose.service, number);
    std::vector<std::string> names{fmt::format("{}.{}", host, purpose.domain)};
    if (dice.happens(15)) names.front() = "*." + names.front();
    if (count > 1)
        names.push_back(dice.happens(50) ? "*." + purpose.domain
                                         : fmt::format("{}.{}", host, "cdn." + purpose.domain));
    for (std::size_t at = 2; at < count; ++at)
        names.push_back(fmt::format("{}-{}.{}", host, at, purpose.domain));
    return names;
}

std::map<std::string, std::string> draw_tags(Dice& dice, const Purpose& purpose) {
    std::map<std::string, std::string> tags;
    if (dice.happens(33)) return tags;
    tags["env"] = purpose.environment;
    tags["team"] = purpose.team;
    if (dice.happens(60)) tags["service"] = purpose.service;
    if (dice.happens(50)) tags["cost-centre"] = fmt::format("{}", 4000 + 10 * dice.below(60));
    if (dice.happens(10)) tags["managed-by"] = "terraform";
    return tags;
}

}  // namespace certwright::sandbox
