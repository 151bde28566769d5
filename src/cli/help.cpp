#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace certwright::cli {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t widest_term = 34;

struct Entry {
    std::string term;
    std::string meaning;
};

std::string meaning_of(const Parameter& parameter) {
    std::string meaning = parameter.meaning;
    if (parameter.repeatable) meaning += "; may be repeated";
    if (parameter.required && parameter.names.starts_with('-')) meaning += " (required)";
    return meaning;
}

/// Two columns; a term that is too wide has its line to itself.
std::string table_of(const std::string& title, const std::vector<Entry>& entries) {
    if (entries.empty()) return {};
    std::size_t widest = 0;
    for (const Entry& entry : entries)
        if (entry.term.size() <= widest_term) widest = std::max(widest, entry.term.size());
    const std::size_t column = widest + 4;
    std::string text = "\n" + title + "\n";
    for (const Entry& entry : entries) {
        const std::string meaning = wrap(entry.meaning, page_width - column, column);
        if (entry.term.size() > widest)
            text += fmt::format("  {}\n{:{}}{}\n", entry.term, "", column, meaning);
        else
            text += fmt::format("  {:{}}  {}\n", entry.term, widest, meaning);
    }
    return text;
}

std::vector<Entry> entries_of(const std::vector<Parameter>& parameters) {
    std::vector<Entry> entries;
    for (const Parameter& parameter : parameters)
        entries.push_back({written_form(parameter), meaning_of(parameter)});
    return entries;
}

}  // namespace

std::string wrap(const std::string& text, std::size_t most, std::size_t indent) {
    std::istringstream words{text};
    std::string wrapped;
    std::size_t column = 0;
    for (std::string word; words >> word;) {
        if (column > 0 && column + 1 + word.size() > most) {
            wrapped += "\n" + std::string(indent, ' ');
            column = 0;
        }
        if (column > 0) {
            wrapped += ' ';
            ++column;
        }
        wrapped += word;
        column += word.size();
    }
    return wrapped;
}

std::string written_form(const Parameter& parameter) {
    std::string form = parameter.names;
    if (const auto comma = form.find(','); comma != std::string::npos) form.insert(comma + 1, " ");
    if (form.starts_with('-') && !parameter.value.empty()) form += " " + parameter.value;
    return form;
}

std::string usage_of(const std::vector<const Command*>& path) {
    std::string usage;
    for (const Command* command : path) usage += (usage.empty() ? "" : " ") + command->name;
    const Command& last = *path.back();
    if (!last.run) return usage + " COMMAND";
    for (const Parameter& parameter : last.arguments) {
        const std::string value = parameter.value + (parameter.repeatable ? "..." : "");
        usage += parameter.required ? " " + value : " [" + value + "]";
    }
    bool has_more = false;
    for (const Parameter& parameter : last.options) {
        if (parameter.required)
            usage += " " + parameter.key() + " " + parameter.value;
        else
            has_more = true;
    }
    return has_more ? usage + " [options]" : usage;
}

std::string help_of(const std::vector<const Command*>& path) {
    const Command& last = *path.back();
    std::string text = usage_of(path) + "\n\n  " + wrap(last.meaning, page_width - 2, 2) + "\n";
    if (!last.description.empty()) text += "\n  " + wrap(last.description, page_width - 2, 2) + "\n";
    text += table_of("arguments", entries_of(last.arguments));
    std::vector<Entry> inner;
    for (const Command& command : last.commands) inner.push_back({command.name, command.meaning});
    text += table_of("commands", inner);
    text += table_of("options", entries_of(last.options));
    if (!last.examples.empty()) text += "\nexamples\n";
    for (const std::string& example : last.examples) text += "  " + example + "\n";
    if (!last.commands.empty()) text += "\n`" + usage_of(path) + " --help` says more about each.\n";
    return text;
}

}  // namespace certwright::cli
