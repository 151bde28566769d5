#pragma once

#include "base/json.hpp"
#include "cli/command.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// What commands print on standard output.
namespace certwright::cli {

/// `json` is for programs and complete; `table` is for people; `csv` is for spreadsheets.
enum class Format { table, json, csv };

/// The option that every list takes.
Parameter list_output();
/// The option of what shows one thing: no CSV.
Parameter document_output();
/// As given, else table.
Format format_of(const Given& given);

/// One column of a list.
struct Column {
    std::string name;  ///< of the member, and of the CSV column: "not_after"
    std::function<std::string(const json::object&)>
        text;                       ///< what the table shows; the member itself when empty
    std::vector<std::string> path;  ///< to what the CSV has, where that is no member called `name`
};

/// Prints rows as they come: a table when all are there, so that its columns line up.
class Listing {
  public:
    Listing(Format format, std::vector<Column> columns);

    void add(const json::object& row);
    /// `nothing` is said to people (on standard error) when there was no row.
    void finish(std::string_view nothing);

  private:
    void print_table() const;

    Format format_;
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> cells_;
    std::size_t rows_ = 0;
};

/// Indented JSON and a line's end.
void print_json(const json::value& document);

/// Lines of "name: value", the values below each other.
class Facts {
  public:
    void add(std::string name, std::string value);
    void print() const;

  private:
    std::vector<std::pair<std::string, std::string>> facts_;
};

}  // namespace certwright::cli
