#include "aws/credentials/ini.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <optional>

namespace certwright::aws {

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

Error bad_line(std::size_t number, const std::string& problem) {
    return Error{Fault::invalid, "line " + std::to_string(number) + " " + problem};
}

/// Reads line by line; what it remembers is the value that an indented line would continue.
class Reader {
  public:
    void read(std::string_view line, std::size_t number) {
        const std::string_view content = ascii::trimmed(line, blanks);
        const bool is_comment = content.starts_with('#') || content.starts_with(';');
        if (content.empty() || is_comment) {
            // An empty line may stand inside a value; a comment is no part of it.
            if (!is_comment && value_) *value_ += '\n';
            return;
        }
        const std::size_t indent = line.find_first_not_of(blanks);
        if (value_ && indent > indent_) {
            *value_ += '\n';
            *value_ += content;
            return;
        }
        indent_ = indent;
        if (const std::size_t end = content.rfind(']');
            content.starts_with('[') && end != std::string_view::npos && end > 1)
            open(std::string{content.substr(1, end - 1)}, number);
        else
            assign(content, number);
    }

    IniFile finish() && {
        for (auto& [name, section] : file_)
            for (auto& [key, value] : section) value.erase(value.find_last_not_of(blanks) + 1);
        return std::move(file_);
    }

  private:
    void open(std::string name, std::size_t number) {
        value_ = nullptr;
        if (std::ranges::find(file_, name, &IniFile::value_type::first) != file_.end())
            throw bad_line(number, "opens a section for the second time");
        file_.emplace_back(std::move(name), IniSection{});
    }

    void assign(std::string_view content, std::size_t number) {
        if (file_.empty()) throw bad_line(number, "stands before the first section");
        const std::size_t delimiter = content.find_first_of("=:");
        if (delimiter == std::string_view::npos || delimiter == 0)
            throw bad_line(number, "is neither a section nor an assignment");
        const auto [entry, is_new] = file_.back().second.try_emplace(
            ascii::lower(ascii::trimmed(content.substr(0, delimiter), blanks)),
            ascii::trimmed(content.substr(delimiter + 1), blanks));
        if (!is_new) throw bad_line(number, "sets a name for the second time");
        value_ = &entry->second;
    }

    IniFile file_;
    std::string* value_ = nullptr;
    std::size_t indent_ = 0;
};

}  // namespace

IniFile parse_ini(std::string_view text) {
    Reader reader;
    std::size_t number = 0;
    if (text.starts_with("\xEF\xBB\xBF")) throw bad_line(1, "begins with a byte order mark");
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        reader.read(text.substr(0, end), ++number);
        text.remove_prefix(end);
        text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
    }
    return std::move(reader).finish();
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    std::optional<std::string> word;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool may_escape = quote == 0 || (quote == '"' && i + 1 < text.size() &&
                                               (text[i + 1] == '"' || text[i + 1] == '\\'));
        if (c == '\\' && may_escape) {
            if (i + 1 == text.size()) throw Error{Fault::invalid, "a backslash protects nothing"};
            word = word.value_or("") + text[++i];
        } else if (quote != 0 && c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '"' || c == '\'')) {
            quote = c;
            word = word.value_or("");
        } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            if (word) words.push_back(*std::exchange(word, std::nullopt));
        } else {
            word = word.value_or("") + c;
        }
    }
    if (quote != 0) throw Error{Fault::invalid, "a quotation is not closed"};
    if (word) words.push_back(*word);
    return words;
}

}  // namespace certwright::aws
