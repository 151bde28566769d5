#include "lifecycle/deployment/tag_rules.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace certwright::lifecycle {
namespace {

constexpr std::size_t most_tags = 50;
constexpr std::size_t longest_tag_key = 128;
constexpr std::size_t longest_tag_value = 256;

/// AWS counts characters, not bytes.
std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Letters and digits of every script are allowed: what is not ASCII is left for AWS to judge.
bool may_be_in_tag(char c) {
    constexpr std::string_view marks = " _.:/=+-@";
    return static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || marks.find(c) != std::string_view::npos;
}

bool has_forbidden_character(std::string_view text) {
    return !std::ranges::all_of(text, may_be_in_tag);
}

void judge_key(const std::string& key, std::vector<Refusal>& found) {
    const std::size_t length = characters_in(key);
    if (length < 1 || length > longest_tag_key)
        found.push_back({"tag_key_length",
                         fmt::format("the tag key {} has {} characters", in_quotes(key), length),
                         fmt::format("give it 1 to {} characters", longest_tag_key)});
    if (ascii::lower(key).starts_with("aws:"))
        found.push_back({"tag_key_reserved",
                         fmt::format("the tag key {} begins with \"aws:\"", in_quotes(key)),
                         "keys with this prefix are AWS's own"});
    if (key == deployment_tag)
        found.push_back({"tag_key_reserved",
                         fmt::format("the tag key {} is Certwright's own", in_quotes(key)),
                         "it tells which deployment a certificate belongs to; leave it out"});
}

}  // namespace

std::vector<Refusal> tag_refusals(const Tags& tags) {
    std::vector<Refusal> found;
    if (tags.size() + 1 > most_tags)
        found.push_back(
            {"too_many_tags", fmt::format("{} tags are too many", tags.size()),
             fmt::format("AWS takes {} on a certificate, and one of them is Certwright's own", most_tags)});
    for (const auto& [key, value] : tags) {
        judge_key(key, found);
        if (characters_in(value) > longest_tag_value)
            found.push_back(
                {"tag_value_length",
                 fmt::format("the value of tag {} has {} characters", in_quotes(key), characters_in(value)),
                 fmt::format("give it at most {} characters", longest_tag_value)});
        if (has_forbidden_character(key) || has_forbidden_character(value))
            found.push_back(
                {"tag_characters",
                 fmt::format("the tag {} has a character that AWS does not take in tags", in_quotes(key)),
                 "use letters, digits, spaces and _ . : / = + - @"});
    }
    return found;
}

}  // namespace certwright::lifecycle
