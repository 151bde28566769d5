#include "cli/command.hpp"

#include <algorithm>

namespace certwright::cli {

std::string Parameter::key() const {
    const auto comma = names.rfind(',');
    return comma == std::string::npos ? names : names.substr(comma + 1);
}

std::optional<std::string> Given::find(const std::string& key) const {
    const auto found = values_.find(key);
    if (found == values_.end() || found->second.empty()) return std::nullopt;
    return found->second.front();
}

std::string Given::text(const std::string& key, std::string otherwise) const {
    return find(key).value_or(std::move(otherwise));
}

std::vector<std::string> Given::texts(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<std::int64_t> Given::number(const std::string& key) const {
    const auto written = find(key);
    return written ? std::optional{std::stoll(*written)} : std::nullopt;
}

const Command* Command::find(const std::string& wanted) const {
    const auto found = std::ranges::find(commands, wanted, &Command::name);
    return found == commands.end() ? nullptr : &*found;
}

Parameter argument(std::string name, std::string meaning) {
    return {.names = name, .value = name, .meaning = std::move(meaning), .required = true};
}

Parameter option(std::string names, std::string value, std::string meaning) {
    return {.names = std::move(names), .value = std::move(value), .meaning = std::move(meaning)};
}

Parameter options(std::string names, std::string value, std::string meaning) {
    Parameter several = option(std::move(names), std::move(value), std::move(meaning));
    several.repeatable = true;
    return several;
}

Parameter choice(std::string names, std::vector<std::string> choices, std::string meaning) {
    std::string value;
    for (const std::string& one : choices) value += (value.empty() ? "" : "|") + one;
    Parameter chosen = option(std::move(names), std::move(value), std::move(meaning));
    chosen.choices = std::move(choices);
    return chosen;
}

Parameter number(std::string names, std::int64_t least, std::int64_t most, std::string meaning) {
    Parameter counted = option(std::move(names), "NUMBER", std::move(meaning));
    counted.range = {least, most};
    return counted;
}

Parameter toggle(std::string names, std::string meaning) {
    return option(std::move(names), "", std::move(meaning));
}

Parameter required(Parameter parameter) {
    parameter.required = true;
    return parameter;
}

}  // namespace certwright::cli
