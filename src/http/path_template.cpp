#include "http/path_template.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace certwright::http {

namespace {

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    if (path.starts_with('/')) path.remove_prefix(1);
    while (true) {
        const std::size_t slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return segments;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace

PathTemplate::PathTemplate(std::string_view text) : text_(text) {
    ensure(text.starts_with('/'), "path template " + text_);
    for (const std::string_view segment : split(text)) {
        const bool is_name = segment.starts_with('{') && segment.ends_with('}');
        const std::string_view inner = is_name ? segment.substr(1, segment.size() - 2) : segment;
        ensure(!inner.empty() && inner.find_first_of("{}") == std::string_view::npos,
               "path template " + text_);
        segments_.push_back({std::string{inner}, is_name});
    }
}

std::vector<std::string> PathTemplate::names() const {
    std::vector<std::string> found;
    for (const Segment& segment : segments_)
        if (segment.is_name) found.push_back(segment.text);
    return found;
}

std::optional<PathParameters> PathTemplate::match(const std::vector<std::string>& segments) const {
    if (segments.size() != segments_.size()) return std::nullopt;
    PathParameters values;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (segments_[i].is_name) {
            if (segments[i].empty()) return std::nullopt;
            values.emplace(segments_[i].text, segments[i]);
        } else if (segments_[i].text != segments[i]) {
            return std::nullopt;
        }
    }
    return values;
}

std::size_t PathTemplate::literals() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(segments_, [](const Segment& segment) { return !segment.is_name; }));
}

}  // namespace certwright::http
