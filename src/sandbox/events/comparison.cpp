#include "sandbox/events/comparison.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/events/matcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace certwright::sandbox::events {
namespace {

constexpr std::string_view ignoring_case = "equals-ignore-case";
constexpr std::array<std::string_view, 4> text_comparisons{"prefix", "suffix", ignoring_case, "wildcard"};

/// "*" stands for any characters, "\*" for itself.
bool matches_stars(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern.front() == '*') {
        for (std::size_t skipped = 0; skipped <= text.size(); ++skipped) {
            if (matches_stars(pattern.substr(1), text.substr(skipped))) return true;
        }
        return false;
    }
    if (pattern.front() == '\\' && pattern.size() > 1) pattern.remove_prefix(1);
    return !text.empty() && pattern.front() == text.front() &&
           matches_stars(pattern.substr(1), text.substr(1));
}

bool is_comparator(std::string_view text) {
    return text == "<" || text == "<=" || text == "=" || text == ">=" || text == ">";
}

bool holds(std::string_view comparator, double number, double limit) {
    if (comparator == "<") return number < limit;
    if (comparator == "<=") return number <= limit;
    if (comparator == "=") return number == limit;
    if (comparator == ">=") return number >= limit;
    return number > limit;
}

}  // namespace

bool is_same_value(const json::value& wanted, const json::value& given) {
    if (wanted.is_number() && given.is_number())
        return wanted.to_number<double>() == given.to_number<double>();
    return wanted == given;
}

bool compares_text(std::string_view how, const json::value& operand, std::string_view given) {
    const bool folds = how == ignoring_case || operand.is_object();
    const json::value& wanted_value = operand.is_object() ? operand.get_object().begin()->value() : operand;
    std::string wanted{wanted_value.as_string()};
    std::string text{given};
    if (folds) {
        wanted = ascii::lower(wanted);
        text = ascii::lower(text);
    }
    if (how == "prefix") return text.starts_with(wanted);
    if (how == "suffix") return text.ends_with(wanted);
    if (how == "wildcard") return matches_stars(wanted, text);
    return text == wanted;
}

void check_text_comparison(std::string_view how, const json::value& operand) {
    if (std::find(text_comparisons.begin(), text_comparisons.end(), how) == text_comparisons.end()) {
        refuse_pattern(how == "cidr" ? "the sandbox does not act out cidr"
                                     : fmt::format("Unrecognized match type {}", how));
    }
    if (operand.is_string()) {
        // More stars than anybody needs make the comparison slow.
        const std::string_view text = operand.get_string();
        if (how == "wildcard" && std::count(text.begin(), text.end(), '*') > 4)
            refuse_pattern(
                "Rule is too complex - try using fewer wildcard characters or fewer repeating "
                "character sequences after a wildcard character");
        return;
    }
    const bool may_fold = how == "prefix" || how == "suffix";
    const bool folds = may_fold && operand.is_object() && operand.get_object().size() == 1 &&
                       operand.get_object().begin()->key() == ignoring_case &&
                       operand.get_object().begin()->value().is_string();
    if (!folds) refuse_pattern(fmt::format("{} match pattern must be a string", how));
}

bool is_in_range(const json::array& range, const json::value& value) {
    const double number = value.to_number<double>();
    for (std::size_t at = 0; at + 1 < range.size(); at += 2) {
        if (!holds(range[at].as_string(), number, range[at + 1].to_number<double>())) return false;
    }
    return true;
}

void check_range_of(const json::value& operand) {
    if (!operand.is_array()) refuse_pattern("Value of numeric must be an array.");
    const auto& range = operand.get_array();
    if (range.size() != 2 && range.size() != 4) refuse_pattern("Invalid member in numeric match");
    for (std::size_t at = 0; at < range.size(); at += 2) {
        if (!range[at].is_string() || !is_comparator(range[at].get_string()))
            refuse_pattern("Invalid member in numeric match: unrecognized numeric range operator");
        if (!range[at + 1].is_number()) refuse_pattern("Value of a numeric comparison must be numeric");
    }
}

}  // namespace certwright::sandbox::events
