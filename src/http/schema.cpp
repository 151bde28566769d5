#include "http/schema.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace certwright::http {

namespace {

constexpr std::size_t most_problems = 20;

bool has_kind(const json::value& value, Schema::Kind kind) {
    switch (kind) {
        case Schema::Kind::any:
            return true;
        case Schema::Kind::object:
        case Schema::Kind::map:
            return value.is_object();
        case Schema::Kind::array:
            return value.is_array();
        case Schema::Kind::string:
            return value.is_string();
        case Schema::Kind::integer:
            return value.is_int64() || value.is_uint64();
        case Schema::Kind::number:
            return value.is_number();
        case Schema::Kind::boolean:
            return value.is_bool();
    }
    return false;
}

std::string join(const std::string& path, std::string_view member) {
    return path.empty() ? std::string{member} : path + "." + std::string{member};
}

json::value from_text(Schema::Kind kind, const std::string& text) {
    if (kind == Schema::Kind::boolean && (text == "true" || text == "false")) return text == "true";
    if (kind == Schema::Kind::integer) {
        std::int64_t number = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (problem == std::errc{} && end == text.data() + text.size()) return number;
    }
    return json::value(text);
}

}  // namespace

std::string_view to_string(Schema::Kind kind) {
    switch (kind) {
        case Schema::Kind::any:
            return "value";
        case Schema::Kind::object:
        case Schema::Kind::map:
            return "object";
        case Schema::Kind::array:
            return "array";
        case Schema::Kind::string:
            return "string";
        case Schema::Kind::integer:
            return "integer";
        case Schema::Kind::number:
            return "number";
        case Schema::Kind::boolean:
            return "boolean";
    }
    return "value";
}

Property::Property(std::string name_, Schema schema_, bool required_)
    : name(std::move(name_)), schema(std::move(schema_)), required(required_) {}

Property optional(std::string name, Schema schema) {
    return {std::move(name), std::move(schema), /*required=*/false};
}

Schema of_kind(Schema::Kind kind) {
    Schema schema;
    schema.kind_ = kind;
    return schema;
}

Schema object(std::string name, std::vector<Property> properties) {
    Schema schema = of_kind(Schema::Kind::object);
    schema.name_ = std::move(name);
    schema.properties_ = std::move(properties);
    return schema;
}

Schema map_of(Schema values) {
    Schema schema = of_kind(Schema::Kind::map);
    schema.element_.push_back(std::move(values));
    return schema;
}

Schema array_of(Schema items) {
    Schema schema = of_kind(Schema::Kind::array);
    schema.element_.push_back(std::move(items));
    return schema;
}

Schema one_of(std::vector<std::string> values) {
    Schema schema = text();
    schema.values_ = std::move(values);
    return schema;
}

Schema list_of(Schema item) {
    return object(item.name().empty() ? "" : item.name() + "List",
                  {{"items", array_of(std::move(item))},
                   {"next_cursor", text().nullable().describe("Hand it back as `cursor` for the next page; "
                                                              "null on the last page.")},
                   {"total", integer().nullable().describe(
                                 "How many there are on all pages; null when not counted.")}});
}

Schema list_query(std::vector<Property> filters) {
    filters.push_back(optional("limit", integer().between(1, 200).describe("How many items a page holds.")));
    filters.push_back(
        optional("cursor", text().length(1, 2048).describe("`next_cursor` of the page before.")));
    return object("", std::move(filters));
}

Schema Schema::nullable() const {
    Schema changed = *this;
    changed.nullable_ = true;
    return changed;
}

Schema Schema::describe(std::string text) const {
    Schema changed = *this;
    changed.description_ = std::move(text);
    return changed;
}

Schema Schema::length(std::size_t least, std::size_t most) const {
    return between(static_cast<std::int64_t>(least), static_cast<std::int64_t>(most));
}

Schema Schema::between(std::int64_t least, std::int64_t most) const {
    Schema changed = *this;
    changed.least_ = least;
    changed.most_ = most;
    return changed;
}

Schema Schema::format(std::string text) const {
    Schema changed = *this;
    changed.format_ = std::move(text);
    return changed;
}

Schema Schema::example(std::string text) const {
    Schema changed = *this;
    changed.example_ = std::move(text);
    return changed;
}

std::vector<FieldProblem> Schema::problems(const json::value& value, std::string path) const {
    std::vector<FieldProblem> found;
    collect(value, path, found);
    return found;
}

void Schema::require(const json::value& value, std::string message) const {
    auto found = problems(value);
    if (found.empty()) return;
    Error error{Fault::invalid, std::move(message)};
    for (FieldProblem& one : found)
        static_cast<void>(std::move(error).with_field(std::move(one.field), std::move(one.problem)));
    throw error;
}

void Schema::collect(const json::value& value, const std::string& path,
                     std::vector<FieldProblem>& found) const {
    const auto report = [&](std::string problem) {
        if (found.size() < most_problems) found.push_back({path, std::move(problem)});
    };
    const auto check_number = [&](auto given) {
        if (least_ && given < static_cast<decltype(given)>(*least_))
            report(fmt::format("is {}; must be at least {}", given, *least_));
        if (most_ && given > static_cast<decltype(given)>(*most_))
            report(fmt::format("is {}; must be at most {}", given, *most_));
    };
    const auto check_size = [&](std::size_t size, std::string_view of) {
        const auto given = static_cast<std::int64_t>(size);
        if (least_ && given == 0 && given < *least_) return report("must not be empty");
        if (least_ && given < *least_)
            report(fmt::format("has {} {}; must have at least {}", given, of, *least_));
        if (most_ && given > *most_)
            report(fmt::format("has {} {}; must have at most {}", given, of, *most_));
    };
    if (value.is_null() && (nullable_ || kind_ == Kind::any)) return;
    if (!has_kind(value, kind_)) return report(fmt::format("must be of type {}", to_string(kind_)));
    switch (kind_) {
        case Kind::any:
        case Kind::boolean:
            return;
        case Kind::object:
            return collect_members(value.get_object(), path, found);
        case Kind::map:
            check_size(value.get_object().size(), "members");
            for (const auto& member : value.get_object()) {
                if (!is_storable_text(member.key()))
                    report("has a member whose name must be UTF-8 without NUL");
                element_.front().collect(member.value(), join(path, member.key()), found);
            }
            return;
        case Kind::array:
            check_size(value.get_array().size(), "elements");
            for (std::size_t i = 0; i < value.get_array().size() && found.size() < most_problems; ++i)
                element_.front().collect(value.get_array()[i], fmt::format("{}[{}]", path, i), found);
            return;
        case Kind::string:
            if (!is_storable_text(value.get_string())) return report("must be UTF-8 without NUL");
            if (!values_.empty() &&
                std::ranges::find(values_, std::string_view{value.get_string()}) == values_.end())
                return report(fmt::format("must be one of {}", fmt::join(values_, ", ")));
            return check_size(value.get_string().size(), "bytes");
        case Kind::integer:
        case Kind::number:
            // Numbers beyond 64 signed bits are outside every bound that a schema can name.
            if (value.is_int64()) return check_number(value.get_int64());
            if (value.is_uint64()) return report("is too large a number");
            return check_number(value.get_double());
    }
}

void Schema::collect_members(const json::object& value, const std::string& path,
                             std::vector<FieldProblem>& found) const {
    for (const Property& property : properties_) {
        const json::value* member = value.if_contains(property.name);
        if (member)
            property.schema.collect(*member, join(path, property.name), found);
        else if (property.required && found.size() < most_problems)
            found.push_back({join(path, property.name), "is missing"});
    }
    for (const auto& member : value) {
        const auto is_it = [&](const Property& property) { return property.name == member.key(); };
        if (found.size() < most_problems && std::ranges::none_of(properties_, is_it))
            found.push_back({join(path, member.key()), "is not known here"});
    }
}

json::object Schema::from_query(const std::vector<std::pair<std::string, std::string>>& query) const {
    json::object values;
    for (const auto& [name, written] : query) {
        const auto property = std::ranges::find(properties_, name, &Property::name);
        const bool is_known = property != properties_.end();
        if (is_known && property->schema.kind_ == Kind::array) {
            json::value& all = values.emplace(name, json::array{}).first->value();
            all.get_array().push_back(from_text(property->schema.element_.front().kind_, written));
        } else if (values.contains(name)) {
            // Which of two values was meant is not for us to guess: no single kind accepts an array.
            values[name] = json::array{};
        } else {
            values[name] = is_known ? from_text(property->schema.kind_, written) : json::value(written);
        }
    }
    return values;
}

}  // namespace certwright::http
