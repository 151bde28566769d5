#include "sandbox/events/pattern.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sandbox/events/matcher.hpp"
#include "sandbox/wire/service_error.hpp"

#include <algorithm>

namespace certwright::sandbox::events {
namespace {

constexpr std::string_view either = "$or";

void check_fields(const json::object& fields);

/// "$or" with a list of objects is a choice; with anything else it is a field of that name.
bool is_choice(std::string_view name, const json::value& value) {
    if (name != either || !value.is_array()) return false;
    const auto& list = value.get_array();
    return list.size() > 1 &&
           std::all_of(list.begin(), list.end(), [](const auto& each) { return each.is_object(); });
}

void check_field(std::string_view name, const json::value& value) {
    if (is_choice(name, value)) {
        for (const auto& alternative : value.get_array()) check_fields(alternative.get_object());
    } else if (value.is_object()) {
        if (value.get_object().empty()) refuse_pattern("Empty objects are not allowed");
        check_fields(value.get_object());
    } else if (value.is_array()) {
        if (value.get_array().empty()) refuse_pattern("Empty arrays are not allowed");
        for (const auto& matcher : value.get_array()) check_matcher(matcher);
    } else {
        refuse_pattern("\"" + std::string{name} + "\" must be an object or an array");
    }
}

void check_fields(const json::object& fields) {
    for (const auto& [name, value] : fields) check_field(name, value);
}

bool takes_fields(const json::object& fields, const json::object& event);

bool takes_leaf(const json::array& matchers, const json::value* found) {
    return std::any_of(matchers.begin(), matchers.end(),
                       [&](const json::value& matcher) { return matches(matcher, found); });
}

bool takes_object(const json::object& fields, const json::value* found) {
    if (found == nullptr) return takes_fields(fields, {});
    if (found->is_object()) return takes_fields(fields, found->get_object());
    if (!found->is_array()) return takes_fields(fields, {});
    const auto& list = found->get_array();
    return std::any_of(list.begin(), list.end(), [&](const json::value& each) {
        return each.is_object() && takes_fields(fields, each.get_object());
    });
}

bool takes_field(std::string_view name, const json::value& value, const json::object& event) {
    if (is_choice(name, value)) {
        const auto& alternatives = value.get_array();
        return std::any_of(alternatives.begin(), alternatives.end(), [&](const json::value& alternative) {
            return takes_fields(alternative.get_object(), event);
        });
    }
    // A member that is null is there.
    const auto* found = event.if_contains(name);
    if (value.is_object()) return takes_object(value.get_object(), found);
    return takes_leaf(value.get_array(), found);
}

bool takes_fields(const json::object& fields, const json::object& event) {
    return std::all_of(fields.begin(), fields.end(),
                       [&](const auto& field) { return takes_field(field.key(), field.value(), event); });
}

}  // namespace

Pattern Pattern::parse(std::string_view text) {
    json::value value;
    try {
        value = json::parse(text, "the event pattern");
    } catch (const Error& broken) {
        refuse_pattern(broken.message());
    }
    if (!value.is_object()) refuse_pattern("Filter is not an object");
    if (value.get_object().empty()) refuse_pattern("Empty objects are not allowed");
    check_fields(value.get_object());
    Pattern pattern;
    pattern.fields_ = std::move(value.get_object());
    return pattern;
}

bool Pattern::takes(const json::object& event) const {
    return takes_fields(fields_, event);
}

}  // namespace certwright::sandbox::events
