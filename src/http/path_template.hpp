#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certwright::http {

using PathParameters = std::map<std::string, std::string, std::less<>>;

/// "/api/v1/tokens/{id}": literal segments and named ones.
class PathTemplate {
  public:
    /// Throws Fault::internal unless every segment is a literal or one name in braces.
    explicit PathTemplate(std::string_view text);

    const std::string& text() const noexcept { return text_; }
    std::vector<std::string> names() const;
    /// The values of the named segments, when the path fits. `segments` as the
    /// server split them (net::ServerRequest).
    std::optional<PathParameters> match(const std::vector<std::string>& segments) const;
    /// How many segments are literal: of two templates that fit, the one with more is meant.
    std::size_t literals() const;

  private:
    struct Segment {
        std::string text;
        bool is_name;
    };
    std::string text_;
    std::vector<Segment> segments_;
};

}  // namespace certwright::http
