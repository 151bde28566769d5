#include "base/log.hpp"

#include "base/clock.hpp"

#include <boost/json.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace certwright::log {
namespace {

Format chosen_format = Format::text;
thread_local std::optional<std::pair<std::string, std::string>> scope;

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("certwright");
        made->set_pattern("%v");
        made->flush_on(spdlog::level::debug);
        return made;
    }();
    return *instance;
}

std::string_view name(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            return "error";
    }
    return "error";
}

boost::json::object to_object(Level level, std::string_view message, std::initializer_list<Field> fields) {
    boost::json::object line{
        {"time", format_rfc3339(SystemClock{}.now())}, {"level", name(level)}, {"message", message}};
    if (scope) line[scope->first] = scope->second;
    for (const Field& field : fields)
        std::visit([&](const auto& value) { line[field.key] = boost::json::value(value); }, field.value);
    return line;
}

std::string to_line(const boost::json::object& line) {
    if (chosen_format == Format::json) return boost::json::serialize(line);
    std::string text;
    for (const auto& [key, value] : line) {
        if (!text.empty()) text += ' ';
        if (key != "time" && key != "level" && key != "message") (text += key) += '=';
        if (value.is_string() && (key == "time" || key == "level" || key == "message"))
            text += value.as_string();
        else
            text += boost::json::serialize(value);
    }
    return text;
}

}  // namespace

void configure(Level level, Format format) {
    chosen_format = format;
    logger().set_level(to_spdlog(level));
}

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    if (!logger().should_log(to_spdlog(level))) return;
    logger().log(to_spdlog(level), "{}", to_line(to_object(level, message, fields)));
}

Scope::Scope(std::string_view key, std::string value) : outer_(std::move(scope)) {
    scope.emplace(std::string{key}, std::move(value));
}

Scope::~Scope() {
    scope = std::move(outer_);
}

}  // namespace certwright::log
