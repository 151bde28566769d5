#include "sandbox/wire/constraints.hpp"

#include "base/json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cctype>

namespace certwright::sandbox {
namespace {

/// Members are named in the answer as Java names its fields.
std::string field_name(std::string_view member) {
    std::string name{member};
    if (!name.empty()) name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
    return name;
}

/// Lengths of texts count code points, those of blobs bytes (Smithy's "length" trait).
std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) {
        if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++count;
    }
    return count;
}

/// As Java prints texts, lists and maps, which is what the messages are made by: [a, b], {key=value}.
std::string printed(const json::value& value) {
    std::vector<std::string> parts;
    if (value.is_string()) return std::string{value.get_string()};
    if (value.is_array()) {
        for (const auto& element : value.get_array()) parts.push_back(printed(element));
        return fmt::format("[{}]", fmt::join(parts, ", "));
    }
    if (value.is_object()) {
        for (const auto& [name, member] : value.get_object())
            parts.push_back(fmt::format("{}={}", std::string_view{name}, printed(member)));
        return fmt::format("{{{}}}", fmt::join(parts, ", "));
    }
    return boost::json::serialize(value);
}

std::string shown(const json::value& value) {
    return value.is_null() ? "Value null" : fmt::format("Value '{}'", printed(value));
}

std::string enumeration(const Shape& shape) {
    return fmt::format("Member must satisfy enum value set: [{}]", fmt::join(shape.values, ", "));
}

/// Every rule for a text.
std::vector<std::string> rules_of(const Shape& shape) {
    std::vector<std::string> rules;
    if (shape.max)
        rules.push_back(fmt::format("Member must have length less than or equal to {:.0f}", *shape.max));
    if (shape.min)
        rules.push_back(fmt::format("Member must have length greater than or equal to {:.0f}", *shape.min));
    if (shape.pattern) {
        rules.push_back("Member must satisfy regular expression pattern: " + shape.pattern->text());
    }
    if (!shape.values.empty()) rules.push_back(enumeration(shape));
    rules.emplace_back("Member must not be null");
    return rules;
}

class Walk {
  public:
    std::vector<std::string> found;

    void structure(const Shape& shape, const json::object& object, const std::string& path) {
        for (const auto& member : shape.members) {
            const std::string at =
                path.empty() ? field_name(member.name) : path + "." + field_name(member.name);
            const auto* value = json::find(object, member.name);
            if (value != nullptr) {
                check(*member.shape, *value, at);
            } else if (member.required) {
                found.push_back(fmt::format(
                    "Value null at '{}' failed to satisfy constraint: Member must not be null", at));
            }
        }
    }

  private:
    void check(const Shape& shape, const json::value& value, const std::string& at) {
        switch (shape.kind) {
            case Kind::structure:
                return structure(shape, value.as_object(), at);
            case Kind::list:
                return list(shape, value.as_array(), at);
            case Kind::map:
                return map(shape, value.as_object(), at);
            case Kind::text:
                return text(shape, value, at);
            case Kind::integer:
            case Kind::real:
                return range(shape, value, value.to_number<double>(), at);
            case Kind::blob:
                return length(shape, value, value.get_string().size(), at);
            case Kind::boolean:
            case Kind::timestamp:
                return;
        }
    }

    void list(const Shape& shape, const json::array& array, const std::string& at) {
        length(shape, array, array.size(), at);
        if (shape.element.shape->kind == Kind::text) return texts(*shape.element.shape, array, at);
        std::size_t number = 0;
        for (const auto& element : array) {
            check(*shape.element.shape, element, fmt::format("{}.{}.member", at, ++number));
        }
    }

    /// Of a list of texts AWS shows the whole list, and every rule for its elements.
    void texts(const Shape& shape, const json::array& array, const std::string& at) {
        Walk elements;
        for (const auto& element : array) elements.check(shape, element, at);
        if (elements.found.empty()) return;
        found.push_back(
            fmt::format("{} at '{}' failed to satisfy constraint: Member must satisfy constraint: [{}]",
                        shape.sensitive ? "Value" : shown(array), at, fmt::join(rules_of(shape), ", ")));
    }

    void map(const Shape& shape, const json::object& object, const std::string& at) {
        length(shape, object, object.size(), at);
        for (const auto& [key, value] : object) {
            check(*shape.key.shape, json::value(key), fmt::format("{}.key", at));
            check(*shape.element.shape, value, fmt::format("{}.{}.member", at, std::string_view{key}));
        }
    }

    void text(const Shape& shape, const json::value& value, const std::string& at) {
        const std::string_view given = value.get_string();
        if (shape.pattern && !shape.pattern->matches(given)) {
            add(shape, value, at, "Member must satisfy regular expression pattern: " + shape.pattern->text());
        }
        length(shape, value, code_points(given), at);
        if (shape.values.empty()) return;
        for (const auto& known : shape.values) {
            if (given == known) return;
        }
        add(shape, value, at, enumeration(shape));
    }

    void length(const Shape& shape, const json::value& value, std::size_t size, const std::string& at) {
        const auto length = static_cast<double>(size);
        if (shape.min && length < *shape.min) {
            add(shape, value, at,
                fmt::format("Member must have length greater than or equal to {:.0f}", *shape.min));
        }
        if (shape.max && length > *shape.max) {
            add(shape, value, at,
                fmt::format("Member must have length less than or equal to {:.0f}", *shape.max));
        }
    }

    void range(const Shape& shape, const json::value& value, double number, const std::string& at) {
        if (shape.min && number < *shape.min) {
            add(shape, value, at,
                fmt::format("Member must have value greater than or equal to {:.0f}", *shape.min));
        }
        if (shape.max && number > *shape.max) {
            add(shape, value, at,
                fmt::format("Member must have value less than or equal to {:.0f}", *shape.max));
        }
    }

    void add(const Shape& shape, const json::value& value, const std::string& at, std::string_view rule) {
        // Private keys and passphrases are told by their place only.
        const bool secret = shape.sensitive || shape.kind == Kind::blob;
        found.push_back(fmt::format("{} at '{}' failed to satisfy constraint: {}",
                                    secret ? "Value" : shown(value), at, rule));
    }
};

}  // namespace

std::vector<std::string> violations(const Shape& shape, const json::object& input) {
    Walk walk;
    walk.structure(shape, input, "");
    return std::move(walk.found);
}

std::string describe_violations(const std::vector<std::string>& violations) {
    return fmt::format("{} validation error{} detected: {}", violations.size(),
                       violations.size() == 1 ? "" : "s", fmt::join(violations, "; "));
}

}  // namespace certwright::sandbox
