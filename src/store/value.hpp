#pragma once

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certwright::store {

struct Null {
    bool operator==(const Null&) const = default;
};

/// One SQL value on its way into a statement. Times travel as UTC microseconds.
class Value {
  public:
    using Variant = std::variant<Null, bool, std::int64_t, double, std::string, Bytes>;

    Value() = default;
    Value(Null) {}
    Value(bool value) : value_(value) {}
    Value(int value) : value_(std::int64_t{value}) {}
    Value(std::int64_t value) : value_(value) {}
    Value(double value) : value_(value) {}
    Value(const char* value) : value_(std::string{value}) {}
    Value(std::string_view value) : value_(std::string{value}) {}
    Value(std::string value) : value_(std::move(value)) {}
    Value(Bytes value) : value_(std::move(value)) {}
    Value(Time value) : value_(to_micros(value)) {}
    template <class Tag>
    Value(const Id<Tag>& id) : value_(id.text()) {}
    template <class T>
    Value(const std::optional<T>& value) {
        if (value) *this = Value{*value};
    }

    const Variant& variant() const noexcept { return value_; }
    bool is_null() const noexcept { return std::holds_alternative<Null>(value_); }

  private:
    Variant value_;
};

using Values = std::vector<Value>;

/// The text, or NULL when empty.
inline Value or_null(std::string_view text) {
    return text.empty() ? Value{} : Value{text};
}

/// One row of an answer. Columns are numbered from 0 in the order of the SELECT. Reading NULL with
/// an accessor that is not `optional_…`, or reading a wrong kind, throws Fault::internal. Valid only
/// inside the visitor that receives it.
class Row {
  public:
    virtual ~Row() = default;
    virtual std::size_t size() const = 0;
    virtual bool is_null(std::size_t column) const = 0;
    virtual bool boolean(std::size_t column) const = 0;
    virtual std::int64_t integer(std::size_t column) const = 0;
    virtual double real(std::size_t column) const = 0;
    /// Text where it lies: valid until the visitor returns.
    virtual std::string_view text_view(std::size_t column) const = 0;
    virtual Bytes blob(std::size_t column) const = 0;

    std::string text(std::size_t column) const { return std::string{text_view(column)}; }
    Time time(std::size_t column) const { return from_micros(integer(column)); }
    template <class AnyId>
    AnyId id(std::size_t column) const {
        return AnyId{text(column)};
    }
    std::optional<std::string> optional_text(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional{text(column)};
    }
    std::optional<std::int64_t> optional_integer(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional{integer(column)};
    }
    std::optional<bool> optional_boolean(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional{boolean(column)};
    }
    std::optional<Time> optional_time(std::size_t column) const {
        return is_null(column) ? std::nullopt : std::optional{time(column)};
    }
};

}  // namespace certwright::store
