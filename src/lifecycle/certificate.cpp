#include "lifecycle/certificate.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace certwright::lifecycle {
namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 6> origins{{{Origin::uploaded, "uploaded"},
                                                                      {Origin::aws, "aws"},
                                                                      {Origin::self_signed, "self_signed"},
                                                                      {Origin::signed_here, "signed_here"},
                                                                      {Origin::issued, "issued"},
                                                                      {Origin::renewed, "renewed"}}};

/// Collects what is wrong, so that all of it is told at once.
class Problems {
  public:
    void text(const std::string& field, const std::string& value, std::size_t most) {
        if (value.size() > most) add(field, fmt::format("must have at most {} bytes", most));
        if (!is_storable_text(value)) add(field, "must be UTF-8 without NUL");
    }
    void name(const std::string& value) {
        text("name", value, 128);
        const bool is_blank = value.find_first_not_of(' ') == std::string::npos;
        const bool has_control = std::ranges::any_of(
            value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
        if (is_blank || value.front() == ' ' || value.back() == ' ' || has_control)
            add("name", "must be a line of text without spaces around it");
    }
    void map(const std::string& field, const std::map<std::string, std::string>& values,
             std::size_t longest_key, std::size_t longest_value) {
        if (values.size() > 50) add(field, "must be at most 50");
        for (const auto& [key, value] : values) {
            if (key.empty()) add(field, "must each have a name");
            text(field + "." + key, key, longest_key);
            text(field + "." + key, value, longest_value);
        }
    }
    void percent(const std::string& field, std::int64_t value) {
        if (value < 1 || value > 99) add(field, "must be 1 to 99 percent");
    }
    void raise(const std::string& name) {
        if (found_.empty()) return;
        Error error{Fault::invalid,
                    fmt::format("the settings of certificate {} cannot be right: {} {}", in_quotes(name),
                                found_.front().field, found_.front().problem)};
        for (auto& [field, problem] : found_) error = std::move(error).with_field(field, problem);
        throw error;
    }

  private:
    void add(const std::string& field, std::string problem) { found_.push_back({field, std::move(problem)}); }
    std::vector<FieldProblem> found_;
};

}  // namespace

std::string_view to_string(Origin origin) {
    for (const auto& [known, text] : origins)
        if (known == origin) return text;
    throw Error{Fault::internal, "unknown origin of a version"};
}

Origin parse_origin(std::string_view text) {
    for (const auto& [known, name] : origins)
        if (name == text) return known;
    throw Error{Fault::internal, fmt::format("unknown origin of a version: {}", in_quotes(text))};
}

void check_settings(const Settings& settings) {
    Problems problems;
    problems.name(settings.name);
    problems.text("owner", settings.owner, 256);
    problems.text("description", settings.description, 1024);
    problems.text("notes", settings.notes, 65536);
    // As AWS bounds its tags, so that they can be given on to it.
    problems.map("tags", settings.tags, 128, 256);
    problems.map("fields", settings.fields, 128, 1024);
    problems.percent("renew_when_left", settings.renewal.when_left);
    problems.raise(settings.name);
}

}  // namespace certwright::lifecycle
