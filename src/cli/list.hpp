#pragma once

#include "cli/api.hpp"
#include "cli/output.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How every list command works.
namespace certwright::cli {

/// The options of a list: its own, --limit and --output.
std::vector<Parameter> list_options(std::vector<Parameter> own = {});

/// Prints the list at `path` of the API, page by page; `nothing` is said to people when it is empty.
Exit print_list(const Given& given, Api& api, const std::string& path, const Query& query,
                std::vector<Column> columns, std::string_view nothing);

/// The query parameters that options of the same name mean: --key-algorithm becomes key_algorithm.
Query query_of(const Given& given, const std::vector<Parameter>& options);

}  // namespace certwright::cli
