#include "store/postgres_collation.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace certwright::store {
namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$';
}
bool is_space(char c) {
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

std::string upper(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::toupper(c); });
    return result;
}

/// After one of these, TEXT is a cast's type or a column's name; after any other word it is the
/// type of the column which that word names.
bool opens_expression(const std::string& word) {
    constexpr std::array<std::string_view, 22> words{
        "AS",   "BY",   "AND",  "OR",   "NOT", "SELECT", "WHERE",     "ON",       "SET",  "WHEN",  "THEN",
        "ELSE", "FROM", "LIKE", "CASE", "IN",  "HAVING", "RETURNING", "DISTINCT", "ONLY", "USING", "BETWEEN"};
    return std::ranges::find(words, word) != words.end();
}

/// Where the comment, string or quoted name that starts at `at` ends; `at` when none starts there.
std::size_t end_of_quoted(std::string_view script, std::size_t at) {
    const auto after = [&](std::string_view mark, std::size_t from) {
        const std::size_t found = script.find(mark, from);
        return found == std::string_view::npos ? script.size() : found + mark.size();
    };
    const std::string_view rest = script.substr(at);
    if (rest.starts_with("--")) return after("\n", at);
    if (rest.starts_with("/*")) return after("*/", at + 2);
    // A doubled quote ends one piece and begins the next, which comes to the same.
    if (rest.starts_with('\'')) return after("'", at + 1);
    if (rest.starts_with('"')) return after("\"", at + 1);
    if (rest.starts_with('$')) {
        std::size_t tag = 1;
        while (tag < rest.size() && rest[tag] != '$' && is_word(rest[tag])) ++tag;
        if (tag < rest.size() && rest[tag] == '$') return after(rest.substr(0, tag + 1), at + tag + 1);
    }
    return at;
}

bool collation_follows(std::string_view rest) {
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    return upper(rest.substr(0, 7)) == "COLLATE";
}

}  // namespace

std::string with_bytewise_text(std::string_view script) {
    std::string result;
    bool names_column = false;  // whether the token before could be a column's name
    for (std::size_t at = 0; at < script.size();) {
        if (const std::size_t end = end_of_quoted(script, at); end != at) {
            if (script[at] == '"') names_column = true;
            if (script[at] == '\'' || script[at] == '$') names_column = false;
            result += script.substr(at, end - at);
            at = end;
        } else if (is_word(script[at])) {
            std::size_t word_end = at;
            while (word_end < script.size() && is_word(script[word_end])) ++word_end;
            const std::string_view word = script.substr(at, word_end - at);
            result += word;
            at = word_end;
            const std::string keyword = upper(word);
            if (keyword == "TEXT" && names_column && !collation_follows(script.substr(at))) {
                result += " COLLATE \"C\"";
            }
            names_column = !opens_expression(keyword);
        } else {
            if (!is_space(script[at])) names_column = false;
            result += script[at++];
        }
    }
    return result;
}

}  // namespace certwright::store
