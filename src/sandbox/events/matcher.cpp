#include "sandbox/events/matcher.hpp"

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "sandbox/events/comparison.hpp"
#include "sandbox/wire/service_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace certwright::sandbox::events {
namespace {

std::string_view operator_of(const json::object& matcher) {
    return matcher.begin()->key();
}

const json::value& operand_of(const json::object& matcher) {
    return matcher.begin()->value();
}

bool matches_one(const json::value& matcher, const json::value& leaf);

/// Whether none of the values, or none of the comparisons, of anything-but applies.
bool is_anything_but(const json::value& operand, const json::value& leaf) {
    if (operand.is_array()) {
        const auto& values = operand.get_array();
        return std::none_of(values.begin(), values.end(),
                            [&](const json::value& value) { return is_same_value(value, leaf); });
    }
    if (!operand.is_object()) return !is_same_value(operand, leaf);
    // {"prefix": ["a", "b"]} is none of them.
    const auto& inner = operand.get_object();
    const auto& texts = operand_of(inner);
    if (!texts.is_array()) return !matches_one(operand, leaf);
    return std::none_of(texts.get_array().begin(), texts.get_array().end(), [&](const json::value& text) {
        return matches_one(json::object{{operator_of(inner), text}}, leaf);
    });
}

bool matches_one(const json::value& matcher, const json::value& leaf) {
    if (!matcher.is_object()) return is_same_value(matcher, leaf);
    const auto name = operator_of(matcher.get_object());
    const auto& operand = operand_of(matcher.get_object());
    if (name == "anything-but") return is_anything_but(operand, leaf);
    if (name == "numeric") return leaf.is_number() && is_in_range(operand.as_array(), leaf);
    return leaf.is_string() && compares_text(name, operand, leaf.get_string());
}

void check_anything_but(const json::value& operand) {
    if (operand.is_string() || operand.is_number()) return;
    if (operand.is_array()) {
        for (const auto& value : operand.get_array()) {
            if (!value.is_string() && !value.is_number())
                refuse_pattern("Inside anything but list, start|null|boolean is not supported.");
        }
        if (!operand.get_array().empty()) return;
    }
    if (!operand.is_object() || operand.get_object().size() != 1)
        refuse_pattern("Value of anything-but must be an array or single string/number value.");
    const auto& inner = operand.get_object();
    const auto& texts = operand_of(inner);
    if (!texts.is_array()) return check_text_comparison(operator_of(inner), texts);
    for (const auto& text : texts.get_array()) check_text_comparison(operator_of(inner), text);
}

}  // namespace

void refuse_pattern(std::string_view reason) {
    throw ServiceError{"InvalidEventPatternException",
                       fmt::format("Event pattern is not valid. Reason: {}", reason)};
}

void check_matcher(const json::value& matcher) {
    if (matcher.is_array()) refuse_pattern("Match value must be String, number, true, false, or null");
    if (!matcher.is_object()) return;
    if (matcher.get_object().size() != 1) refuse_pattern("Only one key allowed in match expression");
    const auto name = operator_of(matcher.get_object());
    const auto& operand = operand_of(matcher.get_object());
    if (name == "exists") {
        if (!operand.is_bool()) refuse_pattern("exists match pattern must be either true or false.");
    } else if (name == "numeric") {
        check_range_of(operand);
    } else if (name == "anything-but") {
        check_anything_but(operand);
    } else {
        check_text_comparison(name, operand);
    }
}

bool matches(const json::value& matcher, const json::value* found) {
    const bool asks_existence = matcher.is_object() && operator_of(matcher.get_object()) == "exists";
    if (asks_existence) {
        // Of leaves only: what has members of its own does not exist as a value.
        const bool is_there = found != nullptr && !found->is_object();
        return operand_of(matcher.get_object()).as_bool() == is_there;
    }
    if (found == nullptr || found->is_object()) return false;
    if (!found->is_array()) return matches_one(matcher, *found);
    const auto& list = found->get_array();
    return std::any_of(list.begin(), list.end(),
                       [&](const json::value& each) { return matches_one(matcher, each); });
}

}  // namespace certwright::sandbox::events
