#include "cli/output.hpp"

#include "cli/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace certwright::cli {
namespace {

const json::value* value_of(const json::object& row, const Column& column) {
    const json::value* value = json::find(row, column.path.empty() ? column.name : column.path.front());
    for (std::size_t i = 1; value && i < column.path.size(); ++i)
        value = value->is_object() ? json::find(value->get_object(), column.path[i]) : nullptr;
    return value;
}

/// What a program reads: a member as the API writes it, but of an object or a list what the table shows.
std::string csv_text(const json::object& row, const Column& column) {
    const json::value* value = value_of(row, column);
    if (!value) {
        const bool is_told_in_words = column.path.empty() && !row.contains(column.name) && column.text;
        const std::string words = is_told_in_words ? column.text(row) : "";
        return words == "-" ? "" : words;
    }
    if (value->is_string()) return std::string{value->get_string()};
    return value->is_structured() && column.text ? column.text(row) : boost::json::serialize(*value);
}

/// RFC 4180, and no cell that a spreadsheet would take for a formula.
std::string csv_cell(std::string text) {
    if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

/// "not_after" becomes "NOT AFTER".
std::string heading_of(const std::string& name) {
    std::string heading;
    for (const char c : name)
        heading += c == '_' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return heading;
}

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, places(text)), ' ');
}

void write_indented(const json::value& value, std::size_t depth, std::string& text) {
    const std::string indent((depth + 1) * 2, ' ');
    const std::string closing(depth * 2, ' ');
    if (value.is_object() && !value.get_object().empty()) {
        const char* separator = "{\n";
        for (const auto& [key, member] : value.get_object()) {
            text += separator + indent + boost::json::serialize(json::value(key)) + ": ";
            write_indented(member, depth + 1, text);
            separator = ",\n";
        }
        text += "\n" + closing + "}";
    } else if (value.is_array() && !value.get_array().empty()) {
        const char* separator = "[\n";
        for (const json::value& element : value.get_array()) {
            text += separator + indent;
            write_indented(element, depth + 1, text);
            separator = ",\n";
        }
        text += "\n" + closing + "]";
    } else {
        text += boost::json::serialize(value);
    }
}

}  // namespace

Parameter list_output() {
    return choice("--output", {"table", "json", "csv"}, "table by default");
}

Parameter document_output() {
    return choice("--output", {"table", "json"}, "table by default");
}

Format format_of(const Given& given) {
    const std::string written = given.text("--output", "table");
    return written == "json" ? Format::json : written == "csv" ? Format::csv : Format::table;
}

Listing::Listing(Format format, std::vector<Column> columns) : format_(format), columns_(std::move(columns)) {
    if (format_ != Format::csv) return;
    std::string header;
    for (const Column& column : columns_) header += (header.empty() ? "" : ",") + column.name;
    fmt::print("{}\r\n", header);
}

void Listing::add(const json::object& row) {
    ++rows_;
    if (format_ == Format::json) {
        fmt::print("{}{}", rows_ == 1 ? "[\n" : ",\n", boost::json::serialize(row));
        return;
    }
    std::vector<std::string> cells;
    for (const Column& column : columns_)
        cells.push_back(format_ == Format::csv ? csv_cell(csv_text(row, column))
                        : column.text          ? column.text(row)
                                               : shown(row, column.name));
    if (format_ == Format::table) {
        cells_.push_back(std::move(cells));
        return;
    }
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "," : "") + cells[i];
    fmt::print("{}\r\n", line);
}

void Listing::finish(std::string_view nothing) {
    if (format_ == Format::json) fmt::print("{}", rows_ == 0 ? "[]\n" : "\n]\n");
    if (format_ != Format::table) return;
    if (rows_ == 0)
        fmt::print(stderr, "{}\n", nothing);
    else
        print_table();
}

void Listing::print_table() const {
    std::vector<std::size_t> widths;
    for (const Column& column : columns_) widths.push_back(column.name.size());
    for (const auto& row : cells_)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], places(row[i]));
    std::string line;
    const auto print = [&](std::size_t i, const std::string& cell) {
        const bool is_last = i + 1 == columns_.size();
        line += is_last ? cell : padded(cell, widths[i]) + "  ";
        if (!is_last) return;
        fmt::print("{}\n", line);
        line.clear();
    };
    for (std::size_t i = 0; i < columns_.size(); ++i) print(i, heading_of(columns_[i].name));
    for (const auto& row : cells_)
        for (std::size_t i = 0; i < row.size(); ++i) print(i, row[i]);
}

void print_json(const json::value& document) {
    std::string text;
    write_indented(document, 0, text);
    fmt::print("{}\n", text);
}

void Facts::add(std::string name, std::string value) {
    facts_.emplace_back(std::move(name), std::move(value));
}

void Facts::print() const {
    std::size_t widest = 0;
    for (const auto& [name, value] : facts_) widest = std::max(widest, places(name));
    for (const auto& [name, value] : facts_) fmt::print("{}  {}\n", padded(name + ":", widest + 1), value);
}

}  // namespace certwright::cli
