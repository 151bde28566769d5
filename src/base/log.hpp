#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

/// Structured log: one JSON object a line on standard error (or readable text on a terminal). Never
/// pass a Secret's bytes, a request body or a bound SQL value.
namespace certwright::log {

enum class Level { debug, info, warn, error };
enum class Format { text, json };

struct Field {
    Field(std::string_view key_, std::string_view value_) : key(key_), value(std::string{value_}) {}
    Field(std::string_view key_, const char* value_) : key(key_), value(std::string{value_}) {}
    Field(std::string_view key_, const std::string& value_) : key(key_), value(value_) {}
    Field(std::string_view key_, bool value_) : key(key_), value(value_) {}
    template <class T>
        requires std::is_integral_v<T>
    Field(std::string_view key_, T value_) : key(key_), value(static_cast<long long>(value_)) {}
    Field(std::string_view key_, double value_) : key(key_), value(value_) {}

    std::string_view key;
    std::variant<std::string, bool, long long, double> value;
};

/// Call once, before the first thread starts.
void configure(Level level, Format format);

void write(Level level, std::string_view message, std::initializer_list<Field> fields);

inline void debug(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::debug, message, fields);
}
inline void info(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::info, message, fields);
}
inline void warn(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::warn, message, fields);
}
inline void error(std::string_view message, std::initializer_list<Field> fields = {}) {
    write(Level::error, message, fields);
}

/// Adds `request_id` or `job_id` to every line that this thread writes while the scope lives.
class Scope {
  public:
    Scope(std::string_view key, std::string value);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

  private:
    std::optional<std::pair<std::string, std::string>> outer_;
};

}  // namespace certwright::log
