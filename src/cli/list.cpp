#include "cli/list.hpp"

#include <algorithm>
#include <limits>

namespace certwright::cli {

std::vector<Parameter> list_options(std::vector<Parameter> own) {
    own.push_back(
        number("--limit", 1, std::numeric_limits<std::int32_t>::max(), "at most so many; all by default"));
    own.push_back(list_output());
    return own;
}

Exit print_list(const Given& given, Api& api, const std::string& path, const Query& query,
                std::vector<Column> columns, std::string_view nothing) {
    Listing listing{format_of(given), std::move(columns)};
    std::int64_t left = given.number("--limit").value_or(std::numeric_limits<std::int64_t>::max());
    api.each(path, query, [&](const json::object& row) {
        listing.add(row);
        return --left > 0;
    });
    listing.finish(nothing);
    return Exit::done;
}

Query query_of(const Given& given, const std::vector<Parameter>& options) {
    Query query;
    for (const Parameter& parameter : options) {
        std::string name = parameter.key().substr(2);
        std::ranges::replace(name, '-', '_');
        for (const std::string& value : given.texts(parameter.key())) query.emplace_back(name, value);
    }
    return query;
}

}  // namespace certwright::cli
