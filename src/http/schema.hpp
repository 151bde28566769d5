#pragma once

#include "base/error.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::http {

struct Property;

/// What a JSON value must look like. One description serves three ends: it refuses wrong input with
/// the path of each wrong field, it is the OpenAPI document's schema (JSON Schema 2020-12), and in
/// tests it checks what the server answers. Objects are closed: a member that is not listed is wrong.
class Schema {
  public:
    enum class Kind { any, object, map, array, string, integer, number, boolean };

    Kind kind() const noexcept { return kind_; }
    const std::string& name() const noexcept { return name_; }
    const std::vector<Property>& properties() const noexcept { return properties_; }

    // Each returns the schema itself, changed, so that descriptions read as one expression.
    /// null is allowed as well.
    Schema nullable() const;
    Schema describe(std::string text) const;
    /// Of a string in bytes, of an array or a map in elements.
    Schema length(std::size_t least, std::size_t most) const;
    Schema between(std::int64_t least, std::int64_t most) const;
    /// A hint for readers of the document ("date-time", "uri", "password"); not checked.
    Schema format(std::string text) const;
    Schema example(std::string text) const;

    /// Everything wrong with `value`, at most 20 problems; `path` goes in front of each field.
    std::vector<FieldProblem> problems(const boost::json::value& value, std::string path = {}) const;

    /// Throws Fault::invalid with that message and everything wrong with `value`.
    void require(const boost::json::value& value, std::string message) const;

    /// Turns the texts of a query string into the kinds that this object schema names, repeated
    /// names into arrays, so that problems() can judge them. What does not convert stays a string.
    boost::json::object from_query(const std::vector<std::pair<std::string, std::string>>& query) const;

    /// The JSON Schema. Named objects are written into `components` once and referred to.
    boost::json::value render(boost::json::object& components) const;

  private:
    friend Schema object(std::string name, std::vector<Property> properties);
    friend Schema map_of(Schema values);
    friend Schema array_of(Schema items);
    friend Schema one_of(std::vector<std::string> values);
    friend Schema of_kind(Schema::Kind kind);

    void collect(const boost::json::value& value, const std::string& path,
                 std::vector<FieldProblem>& found) const;
    void collect_members(const boost::json::object& value, const std::string& path,
                         std::vector<FieldProblem>& found) const;
    boost::json::object render_plain(boost::json::object& components) const;

    Kind kind_ = Kind::any;
    bool nullable_ = false;
    std::string name_;
    std::string description_;
    std::string format_;
    std::string example_;
    std::vector<Property> properties_;
    std::vector<Schema> element_;  ///< none or one: of an array's items, of a map's values
    std::vector<std::string> values_;
    std::optional<std::int64_t> least_;
    std::optional<std::int64_t> most_;
};

/// The word that JSON Schema has for the kind.
std::string_view to_string(Schema::Kind kind);

/// A member of an object; required unless optional() made it.
struct Property {
    Property(std::string name_, Schema schema_, bool required_ = true);
    std::string name;
    Schema schema;
    bool required;
};

/// `name` becomes the component of the OpenAPI document; an empty one is written in place.
Schema object(std::string name, std::vector<Property> properties);
Schema map_of(Schema values);
Schema array_of(Schema items);
Schema one_of(std::vector<std::string> values);
Schema of_kind(Schema::Kind kind);
inline Schema any() {
    return of_kind(Schema::Kind::any);
}
inline Schema text() {
    return of_kind(Schema::Kind::string);
}
inline Schema integer() {
    return of_kind(Schema::Kind::integer);
}
inline Schema number() {
    return of_kind(Schema::Kind::number);
}
inline Schema boolean() {
    return of_kind(Schema::Kind::boolean);
}
/// RFC 3339 in UTC.
inline Schema time() {
    return text().format("date-time");
}
/// Never answered, only taken.
inline Schema password() {
    return text().format("password").length(1, 1024);
}
Property optional(std::string name, Schema schema);

/// `{items, next_cursor, total}`: what every list answers.
Schema list_of(Schema item);
/// The query of every list: `limit` (1 to 200) and `cursor`, with `filters` in front.
Schema list_query(std::vector<Property> filters = {});

}  // namespace certwright::http
